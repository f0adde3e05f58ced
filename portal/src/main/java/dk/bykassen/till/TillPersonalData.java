package dk.bykassen.till;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was bought at the counter. The receipt is bookkeeping; the number of the chip it was bought with is forgotten. */
@Component
class TillPersonalData implements PersonalData {

    private static final int AT_A_TIME = 500;
    private static final String NO_CARD = "-";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final JsonMapper json;

    TillPersonalData(JdbcClient jdbc, Accounts accounts, JsonMapper json) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.json = json;
    }

    @Override
    public String source() {
        return "till";
    }

    /** A card as the till knows it repeats what chip and rule say, and follows them when they are told or erased. */
    @Override
    public Set<String> tables() {
        return Set.of("till.purchase", "till.reversal", "till.card");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of("purchases", "id", "at", "unit", "card", "total", "lines", "reversed"),
                Part.of("refused", "id", "at", "unit", "card", "total", "lines", "reason"),
                Part.of("reversals", "id", "purchase", "at", "amount"));
    }

    /** Purchases are found through the movements of the purse; of refused ones only the holder's own. */
    @Override
    public void export(Subject person, Export out) {
        List<MyAccount> mine = accounts.of(person.id());
        List<Long> purses = mine.stream().map(MyAccount::purseId).toList();
        Set<Long> knownWhere = mine.stream()
                .filter(accounts::mayKnowWhere)
                .map(MyAccount::purseId)
                .collect(Collectors.toSet());
        // Of a purchase whose month was moved away the books still say when it was and how much.
        paidFrom(purses, """
                select t.group_id as id, t.at as decided_at, t.debit_account as account_id, t.amount as total, t.currency,
                       p.card_number, p.lines, p.reversed, u.name as unit
                from ledger.transfer t
                left join till.purchase p on p.tenant_id = t.tenant_id and p.id = t.group_id
                left join till.unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
                where t.tenant_id = :tenant and t.debit_account = any (:purses) and t.kind = 'purchase'
                order by t.at, t.id
                """)
                .query((ResultSet row) -> purchase("purchases", row, unit(row, knownWhere), reversed(row), out));
        paidFrom(accounts.pursesOf(person.id()), """
                select p.*, u.name as unit
                from till.purchase p
                join till.unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
                where p.tenant_id = :tenant and p.account_id = any (:purses) and p.result = 'declined'
                order by p.decided_at
                """)
                .query((ResultSet row) ->
                        purchase("refused", row, row.getString("unit"), row.getString("reason"), out));
        paidFrom(purses, """
                select r.id, r.purchase_id, r.at, r.amount
                from ledger.transfer t
                join till.reversal r on r.tenant_id = t.tenant_id and r.id = t.group_id
                where t.tenant_id = :tenant and t.credit_account = any (:purses) and t.kind = 'purchase_reversal'
                order by t.at, t.id
                """)
                .query((ResultSet row) -> out.row(
                        "reversals",
                        row.getObject("id", UUID.class),
                        row.getObject("purchase_id", UUID.class),
                        row.getTimestamp("at"),
                        Tenants.current().money(row.getLong("amount"))));
    }

    private static @Nullable Money reversed(ResultSet row) throws SQLException {
        Long reversed = row.getObject("reversed", Long.class);
        return reversed == null ? null : Money.of(reversed, row.getString("currency"));
    }

    private @Nullable List<Map<String, Object>> lines(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        String lines = row.getString("lines");
        if (lines == null) {
            return null;
        }
        return json.readValue(lines, new TypeReference<List<Line>>() {}).stream()
                .<Map<String, Object>>map(line -> {
                    var shown = new LinkedHashMap<String, Object>();
                    shown.put("text", line.text());
                    shown.put("quantity", line.quantity());
                    shown.put("amount", Money.of(line.amount(), currency));
                    return shown;
                })
                .toList();
    }

    /** Where it was, for those who may know where the holder is. */
    private static @Nullable String unit(ResultSet row, Set<Long> knownWhere) throws SQLException {
        return knownWhere.contains(row.getLong("account_id")) ? row.getString("unit") : null;
    }

    private void purchase(String part, ResultSet row, @Nullable String unit, @Nullable Object last, Export out)
            throws SQLException {
        out.row(
                part,
                row.getObject("id", UUID.class),
                row.getTimestamp("decided_at"),
                unit,
                row.getString("card_number"),
                Money.of(row.getLong("total"), row.getString("currency")),
                lines(row),
                last);
    }

    /** Each approved purchase must stand in the books with its amount. */
    @Override
    public List<String> objections(Subject person) {
        return paidFrom(accounts.pursesOf(person.id()), """
                select p.id
                from ledger.transfer t
                join till.purchase p on p.tenant_id = t.tenant_id and p.id = t.group_id
                where t.tenant_id = :tenant and t.debit_account = any (:purses) and t.kind = 'purchase'
                  and (t.amount <> p.total or p.result <> 'approved' or p.account_id <> t.debit_account)
                order by p.id
                limit 20
                """)
                .query((row, number) -> "purchase " + row.getString("id") + " is not what the books say")
                .list();
    }

    @Override
    public void erase(Subject person) {
        Collection<Long> purses = accounts.pursesOf(person.id());
        paidFrom(purses, """
                update till.purchase p
                set card_number = :none
                from ledger.transfer t
                where t.tenant_id = :tenant and t.debit_account = any (:purses) and t.kind = 'purchase'
                  and p.tenant_id = t.tenant_id and p.id = t.group_id and p.card_number <> :none
                """).param("none", NO_CARD).update();
        paidFrom(purses, """
                update till.purchase
                set card_number = :none
                where tenant_id = :tenant and account_id = any (:purses) and result = 'declined' and card_number <> :none
                """).param("none", NO_CARD).update();
    }

    private JdbcClient.StatementSpec paidFrom(Collection<Long> purses, String sql) {
        return jdbc.sql(sql)
                .withFetchSize(AT_A_TIME)
                .param("tenant", Tenants.current().id())
                .param("purses", purses.toArray(Long[]::new));
    }
}
