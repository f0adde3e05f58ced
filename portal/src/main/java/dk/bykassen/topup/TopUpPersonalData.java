package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.message.Notice;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Standing orders: whose card pays, how much, and where the receipts go. */
@Component
class TopUpPersonalData implements PersonalData {

    /** Refused by every mail server there is (RFC 2606). */
    private static final String NO_ADDRESS = "erased@example.invalid";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final AutoTopUpStore store;
    private final AutoTopUps orders;
    private final InstantSource clock;

    TopUpPersonalData(
            JdbcClient jdbc, Accounts accounts, AutoTopUpStore store, AutoTopUps orders, InstantSource clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.store = store;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public String source() {
        return "topup";
    }

    @Override
    public Set<String> tables() {
        return Set.of("card.auto_top_up", "topup.pay_link");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of(
                        "orders",
                        "account",
                        "amount",
                        "threshold",
                        "receiptEmail",
                        "language",
                        "status",
                        "because",
                        "declines",
                        "createdAt",
                        "changedAt"),
                Part.of("links", "account", "amount", "createdAt", "expiresAt", "paidAt"));
    }

    @Override
    public void export(Subject person, Export out) {
        Tenant tenant = Tenants.current();
        about(person, """
                select a.number, o.*
                from card.auto_top_up o
                join card.account a on a.tenant_id = o.tenant_id and a.id = o.account_id
                where o.tenant_id = :tenant and o.person_id = :person
                order by o.id
                """)
                .query((ResultSet row) -> out.row("orders", new @Nullable Object[] {
                    row.getString("number"),
                    tenant.money(row.getLong("amount")),
                    tenant.money(row.getLong("threshold")),
                    row.getString("receipt_email"),
                    row.getString("language"),
                    row.getString("status"),
                    row.getString("because"),
                    row.getInt("declines"),
                    row.getTimestamp("created_at"),
                    row.getTimestamp("changed_at")
                }));
        about(person, """
                select a.number, l.*
                from topup.pay_link l
                join card.auto_top_up o on o.tenant_id = l.tenant_id and o.id = l.order_id
                join card.account a on a.tenant_id = o.tenant_id and a.id = o.account_id
                where o.tenant_id = :tenant and o.person_id = :person
                order by l.id
                """)
                .query((ResultSet row) -> out.row("links", new @Nullable Object[] {
                    row.getString("number"),
                    tenant.money(row.getLong("amount")),
                    row.getTimestamp("created_at"),
                    row.getTimestamp("expires_at"),
                    row.getTimestamp("paid_at")
                }));
    }

    @Override
    public List<Point> stops(Subject person) {
        return about(person, """
                select account_id
                from card.auto_top_up
                where tenant_id = :tenant and person_id = :person and status <> 'cancelled'
                order by account_id
                """).query(Long.class).list().stream()
                .flatMap(account -> accounts.find(account).stream())
                .map(account -> Point.of("topup.data.stops.order", account.name()))
                .toList();
    }

    /** Others who pay into the person's own accounts are told that these close; the person's orders for others just end. */
    @Override
    public void close(Subject person) {
        for (AutoTopUp order : store.inForceForHolder(person.id())) {
            accounts.find(order.accountId())
                    .ifPresent(account -> orders.stop(order, account, Notice.StopReason.ACCOUNT_CLOSED));
        }
        about(person, """
                update card.auto_top_up
                set status = 'cancelled', changed_at = :at, because_since = :at,
                    because = case when person_id = :person then 'left' else 'account_closed' end
                where tenant_id = :tenant and status <> 'cancelled'
                  and (person_id = :person
                       or account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person))
                """).param("at", Timestamp.from(clock.instant())).update();
    }

    /** What the links brought stands in the payments; the links themselves open nothing any more. */
    @Override
    public void erase(Subject person) {
        about(person, """
                delete from topup.pay_link
                where tenant_id = :tenant
                  and order_id in (select id from card.auto_top_up where tenant_id = :tenant and person_id = :person)
                """).update();
        about(person, """
                update card.auto_top_up
                set receipt_email = :none
                where tenant_id = :tenant and person_id = :person and receipt_email <> :none
                """).param("none", NO_ADDRESS).update();
    }

    private JdbcClient.StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person.id());
    }
}
