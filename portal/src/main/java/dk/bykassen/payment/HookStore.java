package dk.bykassen.payment;

import dk.bykassen.payment.gateway.GatewayNews;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Webhooks received. */
@Repository
@Transactional
class HookStore {

    /** A webhook that waits to be acted on. */
    record Waiting(UUID payment, Instant receivedAt) {}

    private final JdbcClient jdbc;

    HookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps an event once; empty when it is known already. */
    Optional<Long> add(String provider, GatewayNews news, @Nullable Long payment, Instant at) {
        return jdbc.sql("""
                insert into payment.hook
                    (tenant_id, provider, event_id, event, gateway_payment_id, payment_id, reason, received_at)
                values (:tenant, :provider, :eventId, :event, :gatewayPayment, :payment, :reason, :at)
                on conflict (tenant_id, provider, event_id) do nothing
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("provider", provider)
                .param("eventId", news.eventId())
                .param("event", news.event())
                .param("gatewayPayment", news.gatewayPaymentId())
                .param("payment", payment)
                .param("reason", news.decline() == null ? null : news.decline().code())
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .optional();
    }

    Optional<Waiting> waiting(long id) {
        return jdbc.sql("""
                select p.public_id, h.received_at
                from payment.hook h
                join payment.payment p on p.tenant_id = h.tenant_id and p.id = h.payment_id
                where h.id = ? and h.handled_at is null
                """)
                .param(id)
                .query((row, number) -> new Waiting(
                        row.getObject("public_id", UUID.class),
                        row.getTimestamp("received_at").toInstant()))
                .optional();
    }

    void handled(long id, Instant at) {
        jdbc.sql("update payment.hook set handled_at = greatest(received_at, :at) where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /** Why the bank said no last, where a webhook told of a refusal. */
    Optional<PaymentReason> lastRefusal(long payment) {
        return jdbc.sql("""
                select reason from payment.hook
                where payment_id = ? and reason is not null
                order by id desc
                limit 1
                """).param(payment).query(String.class).optional().map(PaymentReason::of);
    }
}
