package dk.bykassen.demo;

import dk.bykassen.kernel.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A town with two canteens and cards of every kind: rich and poor ones, with and without limits, blocked ones. */
record CutTown(int id, List<String> keys, List<String> cards) {

    static final int CARDS = 200;
    /** The first cards are everybody's: many tills ask for them at once. */
    static final int HOT = 4;

    private static final String OPEN = """
            with tenant as (
                insert into platform.tenant (slug, name, legal_name, prefix, country, currency, zone, languages, services,
                    primary_colour, accent_colour, header, radius, logo, logo_width, phone, email, address,
                    business_number, created_at)
                values (?1, ?1, ?1, ?2, 'DK', 'DKK', ?3, '{da}', '{canteen}', '#0b4a75', '#63c5cf', 'band', 8,
                    '<svg xmlns="http://www.w3.org/2000/svg"/>', 100, '1', '1', '1', '1', ?4)
                returning id
            ), host as (
                insert into platform.host
                select ?1 || '.localhost', id
                from tenant
            )
            insert into card.limit_slot (tenant_id, slot, name, scope, matches)
            select id, slot, name, scope, matches
            from tenant
            cross join (values (1, 'Alt', 'all', null), (2, 'Mad', 'group', 'food')) as s (slot, name, scope, matches)
            returning tenant_id
            """;

    private static final String UNIT = """
            with unit as (
                insert into till.unit (tenant_id, public_id, name, place)
                values (?1, gen_random_uuid(), ?2, 'school')
                returning id
            ), merchant as (
                insert into ledger.account (tenant_id, public_id, kind, currency, opened_at)
                select ?1, gen_random_uuid(), 'merchant', 'DKK', ?3
                from generate_series(0, 1)
                returning id
            ), paid as (
                insert into till.unit_account (tenant_id, unit_id, stripe, account_id)
                select ?1, unit.id, row_number() over (order by merchant.id) - 1, merchant.id
                from unit
                cross join merchant
            )
            insert into till.till (tenant_id, public_id, unit_id, name, key_hash, added_at)
            select ?1, gen_random_uuid(), id, 'Kasse 1', ?4, ?3
            from unit
            returning id
            """;

    /** A card of ten is poor, two have limits, and of a hundred four are blocked. */
    private static final String CARDS_OF = """
            with person as (
                insert into identity.person (tenant_id, public_id, first_name, last_name, language, created_at, changed_at)
                values (?1, gen_random_uuid(), 'Emil', 'Holm', 'da', ?3, ?3)
                returning id
            ), gateway as (
                insert into ledger.account (tenant_id, public_id, kind, currency, balance, opened_at)
                select ?1, gen_random_uuid(), 'gateway', 'DKK', -sum(case n % 10 when 4 then 20000 else 100000000 end), ?3
                from generate_series(0, cardinality(?2::text[]) - 1) n
                returning id
            ), purse as (
                insert into ledger.account (tenant_id, public_id, kind, currency, balance, at_least, opened_at)
                select ?1, gen_random_uuid(), 'purse', 'DKK', case n % 10 when 4 then 20000 else 100000000 end, 0, ?3
                from generate_series(0, cardinality(?2::text[]) - 1) n
                order by n
                returning id, balance
            ), numbered as (
                select id, balance, row_number() over (order by id) - 1 as n
                from purse
            ), opening as (
                insert into ledger.transfer
                    (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, reference, at)
                select ?1, gen_random_uuid(), gateway.id, n.id, n.balance, 'DKK', 'top_up', 'OPENING', ?3
                from numbered n
                cross join gateway
            ), account as (
                insert into card.account (tenant_id, public_id, number, holder_id, purse_id, status, opened_at)
                select ?1, gen_random_uuid(), (?2::text[])[n.n + 1], person.id, n.id, 'active', ?3
                from numbered n
                cross join person
                order by n.n
                returning id, number, purse_id
            ), owned as (
                select a.id, a.number, n.n
                from account a
                join numbered n on n.id = a.purse_id
            ), ruled as (
                insert into card.rule (tenant_id, account_id, limits)
                select ?1, id, case n % 10
                        when 3 then array[2000000, null, null, null, null, null]
                        when 5 then array[30000, null, 90000, null, null, null]
                        else array[null, 60000, null, 40000, null, null]
                    end || array_fill(null::bigint, array[18])
                from owned
                where n % 10 in (3, 5, 6)
            )
            insert into card.chip (tenant_id, public_id, account_id, number, printed_as, status, issued_at, blocked_at,
                blocked_by)
            select ?1, gen_random_uuid(), id, number, number,
                   case n % 25 when 8 then 'blocked' else 'active' end, ?3, case n % 25 when 8 then ?3 end,
                   case n % 25 when 8 then 'town' end
            from owned
            returning id
            """;

    /** @param zone where the day is so young that it does not end during the test */
    static CutTown found(Connection sql, int number, String zone) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        String slug = "cut-" + "ab".charAt(number);
        int id = (int) one(sql, OPEN, slug, "C" + "AB".charAt(number), zone, now);
        List<String> keys = IntStream.rangeClosed(1, 2)
                .mapToObj(n -> "bk_till_%s_%032d".formatted(slug, n))
                .toList();
        for (String key : keys) {
            one(sql, UNIT, id, "Kantine " + key.charAt(key.length() - 1), now, Digest.of(key));
        }
        List<String> cards = IntStream.range(0, CARDS)
                .mapToObj(n -> "%X%07X".formatted(10 + number, n))
                .toList();
        one(sql, CARDS_OF, id, cards.toArray(String[]::new), now);
        return new CutTown(id, keys, cards);
    }

    /** Runs a statement whose parameters are numbered, and returns the first number it returns. */
    private static long one(Connection sql, String text, Object... parameters) throws SQLException {
        List<Object> order = new ArrayList<>();
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            plain.append(text.charAt(i));
            if (text.charAt(i) == '?') {
                order.add(parameters[text.charAt(++i) - '1']);
            }
        }
        try (PreparedStatement statement = sql.prepareStatement(plain.toString())) {
            for (int i = 0; i < order.size(); i++) {
                statement.setObject(i + 1, order.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
