package dk.bykassen.topup;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PayLinkStore {

    private final JdbcClient jdbc;

    PayLinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether there was none for that declined payment yet. */
    boolean add(long order, UUID declined, BearerToken token, Money amount, UUID click, Instant at, Instant expires) {
        return jdbc.sql("""
                insert into topup.pay_link
                    (tenant_id, order_id, declined, token_hash, amount, clicks, created_at, expires_at)
                values (:tenant, :order, :declined, :hash, :amount, array[:click]::uuid[], :at, :expires)
                on conflict (tenant_id, declined) do nothing
                """)
                        .param("tenant", Tenants.current().id())
                        .param("order", order)
                        .param("declined", declined)
                        .param("hash", token.hash())
                        .param("amount", amount.minor())
                        .param("click", click)
                        .param("at", Timestamp.from(at))
                        .param("expires", Timestamp.from(expires))
                        .update()
                == 1;
    }

    Optional<PayLink> byToken(BearerToken token) {
        return jdbc.sql("select * from topup.pay_link where token_hash = ?")
                .param(token.hash())
                .query(PayLinkStore::link)
                .optional();
    }

    Optional<PayLink> newest(long order) {
        return jdbc.sql("select * from topup.pay_link where order_id = ? order by id desc limit 1")
                .param(order)
                .query(PayLinkStore::link)
                .optional();
    }

    /** The link of an account with which a payment was begun; its row is locked until the transaction ends. */
    Optional<PayLink> byClick(long account, UUID click) {
        return jdbc.sql("""
                select l.*
                from topup.pay_link l
                join card.auto_top_up o on o.tenant_id = l.tenant_id and o.id = l.order_id
                where o.account_id = :account and :click = any (l.clicks)
                for update of l
                """)
                .param("account", account)
                .param("click", click)
                .query(PayLinkStore::link)
                .optional();
    }

    void notePaid(long id, Instant at) {
        jdbc.sql("update topup.pay_link set paid_at = :at where id = :id and paid_at is null")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /** The next attempt is a payment of its own. */
    void renew(long id, UUID click) {
        jdbc.sql("update topup.pay_link set clicks = clicks || :click where id = :id")
                .param("click", click)
                .param("id", id)
                .update();
    }

    private static PayLink link(ResultSet row, int number) throws SQLException {
        return new PayLink(
                row.getLong("id"),
                row.getLong("order_id"),
                row.getObject("declined", UUID.class),
                Tenants.current().money(row.getLong("amount")),
                List.of((UUID[]) row.getArray("clicks").getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Columns.instant(row, "paid_at"));
    }
}
