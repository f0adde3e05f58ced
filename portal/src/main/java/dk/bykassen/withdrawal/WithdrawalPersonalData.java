package dk.bykassen.withdrawal;

import dk.bykassen.kernel.Bookkeeping;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.message.Messages;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody had paid out, and where to. Amounts, times and references are bookkeeping; names, words and numbers are
 * forgotten. While a withdrawal is under way its person cannot leave: the bank could send the money back.
 */
@Component
class WithdrawalPersonalData implements PersonalData {

    private static final int AT_A_TIME = 500;

    private final JdbcClient jdbc;
    private final WithdrawalStore store;
    private final WithdrawalDrafts drafts;
    private final Messages messages;

    WithdrawalPersonalData(JdbcClient jdbc, WithdrawalStore store, WithdrawalDrafts drafts, Messages messages) {
        this.jdbc = jdbc;
        this.store = store;
        this.drafts = drafts;
        this.messages = messages;
    }

    @Override
    public String source() {
        return "withdrawal";
    }

    @Override
    public Set<String> tables() {
        return Set.of("withdrawal.withdrawal", "withdrawal.draft");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of(
                "withdrawals",
                "requestedAt",
                "reference",
                "account",
                "amount",
                "state",
                "way",
                "number",
                "payee",
                "text",
                "receiptEmail",
                "language",
                "handedOverAt",
                "decidedAt",
                "reason"));
    }

    /** What the person asked for, with where it went: their own words. */
    @Override
    public void export(Subject person, Export out) {
        about(person, """
                select w.*, a.number as account_number
                from withdrawal.withdrawal w
                join card.account a on a.tenant_id = w.tenant_id and a.id = w.account_id
                where w.tenant_id = :tenant and w.person_id = :person
                order by w.id
                """).query((ResultSet row) -> {
            Withdrawal withdrawal = store.read(row, 0);
            Payee payee = withdrawal.payee();
            out.row(
                    "withdrawals",
                    withdrawal.requestedAt(),
                    withdrawal.reference(),
                    row.getString("account_number"),
                    withdrawal.amount(),
                    withdrawal.state().code(),
                    row.getString("way"),
                    withdrawal.isNemKonto() ? null : withdrawal.number(),
                    payee == null ? null : payee.name(),
                    payee == null ? null : payee.text(),
                    payee == null ? null : payee.email(),
                    withdrawal.language().getLanguage(),
                    withdrawal.handedOverAt(),
                    withdrawal.decidedAt(),
                    row.getString("reason"));
        });
    }

    @Override
    public List<Point> unsettled(Subject person) {
        return about(person, """
                select w.public_id, w.amount, w.currency
                from withdrawal.withdrawal w
                join card.account a on a.tenant_id = w.tenant_id and a.id = w.account_id
                where w.tenant_id = :tenant and :person in (w.person_id, a.holder_id)
                  and w.state in ('reserved', 'handed_over')
                order by w.id
                """)
                .query((row, number) -> Point.of(
                                "withdrawal.data.unsettled", Money.of(row.getLong("amount"), row.getString("currency")))
                        .at("/withdrawals/" + row.getString("public_id"), "withdrawal.data.unsettled.act"))
                .list();
    }

    @Override
    public List<Point> kept(Subject person) {
        return last(person).map(last -> Bookkeeping.kept("withdrawal.data.kept", last)).stream()
                .toList();
    }

    private Optional<LocalDate> last(Subject person) {
        return about(person, """
                select (max(requested_at) at time zone :zone)::date as last
                from withdrawal.withdrawal
                where tenant_id = :tenant and person_id = :person
                """)
                .param("zone", Tenants.current().zone().getId())
                .query((row, number) -> Optional.ofNullable(row.getObject("last", LocalDate.class)))
                .single();
    }

    @Override
    public void close(Subject person) {
        drafts.removeAll(person.id());
    }

    /** What each withdrawal took must stand in the books once, and once again where it came back. */
    @Override
    public List<String> objections(Subject person) {
        return about(person, """
                select w.reference
                from withdrawal.withdrawal w
                left join lateral (
                    select sum(t.amount)::bigint as posted
                    from ledger.transfer t
                    where t.tenant_id = w.tenant_id and t.group_id = w.public_id and t.kind <> 'purchase'
                ) books on true
                where w.tenant_id = :tenant and w.person_id = :person
                  and (w.state in ('reserved', 'handed_over') or coalesce(books.posted, 0) <> w.amount)
                order by w.id
                limit 20
                """)
                .query((row, number) -> "withdrawal " + row.getString("reference")
                        + " is under way or its amount is not that of the books")
                .list();
    }

    @Override
    public void erase(Subject person) {
        drafts.removeAll(person.id());
        messages.forgetHolder(about(person, """
                select w.public_id
                from withdrawal.withdrawal w
                join card.account a on a.tenant_id = w.tenant_id and a.id = w.account_id
                where w.tenant_id = :tenant and a.holder_id = :person
                """).query(UUID.class).list());
        about(person, """
                update withdrawal.withdrawal
                set number = null, payee = null
                where tenant_id = :tenant and person_id = :person and num_nonnulls(number, payee) > 0
                """).update();
    }

    private JdbcClient.StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql)
                .withFetchSize(AT_A_TIME)
                .param("tenant", Tenants.current().id())
                .param("person", person.id());
    }
}
