package dk.bykassen.till;

import dk.bykassen.limit.Spent;
import dk.bykassen.tenant.Tenants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What a till has to know of a card. */
@Repository
@Transactional(readOnly = true)
class CardStore {

    private static final int AT_A_TIME = 2_000;

    private final JdbcClient jdbc;

    CardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A card as it stands.
     *
     * @param limits 24 amounts, slot by slot (day, week, month), null where there is no limit; empty when the account has no
     *     rule
     */
    record Card(
            String number,
            String chip,
            boolean closed,
            long balance,
            String currency,
            Spent spent,
            List<@Nullable Long> limits) {}

    public Optional<Long> purse(String card) {
        return jdbc.sql("""
                select a.purse_id
                from card.chip c
                join card.account a on a.tenant_id = c.tenant_id and a.id = c.account_id
                where c.tenant_id = :tenant and c.number = :card
                """)
                .param("tenant", Tenants.current().id())
                .param("card", card)
                .query(Long.class)
                .optional();
    }

    public int number() {
        return jdbc.sql("select count(*) from card.chip where tenant_id = :tenant")
                .param("tenant", Tenants.current().id())
                .query(Integer.class)
                .single();
    }

    /** Tells the purse of every card, a few at a time: there may be a million of them. */
    public void purses(ObjLongConsumer<String> each) {
        jdbc.sql("""
                select c.number, a.purse_id
                from card.chip c
                join card.account a on a.tenant_id = c.tenant_id and a.id = c.account_id
                where c.tenant_id = :tenant
                """)
                .withFetchSize(AT_A_TIME)
                .param("tenant", Tenants.current().id())
                .query((ResultSet row) -> {
                    each.accept(row.getString("number"), row.getLong("purse_id"));
                });
    }

    /** The account of a card that somebody may hold: neither replaced nor of a closed account. */
    public Optional<Long> account(String card) {
        return jdbc.sql("""
                select a.id
                from card.chip c
                join card.account a on a.tenant_id = c.tenant_id and a.id = c.account_id
                where c.tenant_id = :tenant and c.number = :card and c.status <> 'replaced' and a.status = 'active'
                """)
                .param("tenant", Tenants.current().id())
                .param("card", card)
                .query(Long.class)
                .optional();
    }

    public Optional<Card> card(String number) {
        return jdbc.sql("""
                select c.number, c.status as chip, a.status = 'closed' as closed, p.balance, p.currency, p.spent_on, p.spent,
                       coalesce(r.limits, '{}') as limits
                from card.chip c
                join card.account a on a.tenant_id = c.tenant_id and a.id = c.account_id
                join ledger.account p on p.tenant_id = a.tenant_id and p.id = a.purse_id
                left join card.rule r on r.tenant_id = a.tenant_id and r.account_id = a.id
                where c.tenant_id = :tenant and c.number = :card
                """)
                .param("tenant", Tenants.current().id())
                .param("card", number)
                .query(CardStore::card)
                .optional();
    }

    private static Card card(ResultSet row, int number) throws SQLException {
        return new Card(
                row.getString("number"),
                row.getString("chip"),
                row.getBoolean("closed"),
                row.getLong("balance"),
                row.getString("currency"),
                new Spent(row.getObject("spent_on", LocalDate.class), amounts(row.getArray("spent"))),
                amounts(row.getArray("limits")));
    }

    private static List<Long> amounts(Array array) throws SQLException {
        return java.util.Arrays.asList((Long[]) array.getArray());
    }
}
