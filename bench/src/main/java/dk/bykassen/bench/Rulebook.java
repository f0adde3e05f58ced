package dk.bykassen.bench;

import java.sql.SQLException;

/** What a town decides about spending. */
enum Rulebook {
    /** Balance and status, and limits for day, week and month on one thing that is counted. */
    PLAIN,
    /**
     * Eight things are counted; every account has limits in all of them, places, item groups and allergens that are
     * refused, a standing order, and a level below which somebody wants to be told.
     */
    EVERYTHING;

    /** 100 million kroner, in øre: looked at every time, never reached. */
    private static final long NEVER = 10_000_000_000L;

    /** Nothing of it stands in the way of an ordinary lunch; all of it has to be looked at. */
    void of(BenchTown town) throws SQLException {
        if (this == PLAIN) {
            town.change("""
                    insert into card.limit_slot (tenant_id, slot, name, scope) values (:tenant, 1, 'Alt', 'all')
                    """);
            town.change("""
                    insert into card.rule (tenant_id, account_id, limits)
                    select tenant_id, id, array_fill(%1$d::bigint, array[3]) || array_fill(null::bigint, array[21])
                    from card.account
                    where tenant_id = :tenant
                    """.formatted(NEVER));
            return;
        }
        town.change("""
                insert into card.limit_slot (tenant_id, slot, name, scope, matches, from_time, to_time)
                select :tenant, slot, name, scope, matches, from_time::time, to_time::time
                from (
                    values (1, 'Alt', 'all', null, null, null),
                           (2, 'Skole', 'place', 'school', null, null),
                           (3, 'Klub', 'place', 'club', null, null),
                           (4, 'Mad', 'group', 'food', null, null),
                           (5, 'Varm mad', 'group', 'hot-meal', null, null),
                           (6, 'Sødt', 'group', 'sweet', null, null),
                           (7, 'Hele dagen', 'meal', null, '00:00', '23:59'),
                           (8, 'Frugt', 'group', 'fruit', null, null)
                ) as s (slot, name, scope, matches, from_time, to_time)
                """);
        town.change("""
                insert into card.rule (tenant_id, account_id, limits, places_off, groups_off, allergens)
                select tenant_id, id, array_fill(%d::bigint, array[24]), array['club', 'pool'],
                       array['sweet', 'energy-drink'], array['nuts', 'peanuts', 'fish']
                from card.account
                where tenant_id = :tenant
                """.formatted(NEVER));
        town.change("update card.account set notice_below = 5000 where tenant_id = :tenant");
        town.change("""
                with terms as (
                    insert into tenant.terms (tenant_id, public_id, kind, version, language, title, body, published_at)
                    values (:tenant, gen_random_uuid(), 'auto_top_up', 1, 'da', 'Betingelser', 'Tekst', :now)
                    returning id
                )
                insert into card.auto_top_up
                    (tenant_id, public_id, account_id, person_id, stored_card_id, amount, threshold, receipt_email, language,
                     terms_id, status, created_at, changed_at)
                select a.tenant_id, gen_random_uuid(), a.id, a.holder_id, 1, 20000, 5000, 'karen.holm@example.com', 'da',
                       terms.id, 'active', :now, :now
                from card.account a
                cross join terms
                where a.tenant_id = :tenant
                """);
    }
}
