package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.FaultOrder;
import dk.bykassen.simulator.store.Transaction;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.world.Orders;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhooks on their way, written in the transaction of the act they tell of. One act's events form a batch: an ordered
 * fault spoils the whole batch. The creation of a payment uses up no fault, since every story begins with it.
 */
final class WebhookQueue {

    /** Waits between attempts, in real time; after the last the gateway gives up. */
    static final List<Duration> BACK_OFF = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private static final Duration GAP_WHEN_REORDERED = Duration.ofMillis(300);

    /** One webhook to one address. */
    record Delivery(
            long id,
            String payment,
            String event,
            String url,
            String authorization,
            String body,
            int attempts,
            String state,
            String answer) {}

    private record Registered(String event, String url, String authorization) {}

    private final Orders<FaultOrder> faults;

    WebhookQueue(Orders<FaultOrder> faults) {
        this.faults = faults;
    }

    void register(Transaction tx, String payment, List<NewPayment.Webhook> webhooks) throws SQLException {
        for (NewPayment.Webhook webhook : webhooks) {
            tx.update("""
                    insert into nexi_webhook (payment, event, url, authorization) values (?, ?, ?, ?)
                    on conflict do nothing
                    """, payment, webhook.event(), webhook.url(), webhook.authorization());
        }
    }

    /** Queues what the merchant has subscribed to. */
    void enqueue(Transaction tx, Payment payment, Instant at, Event... batch) throws SQLException {
        List<Registered> registered = tx.list(
                "select event, url, authorization from nexi_webhook where payment = ? order by event, url",
                row -> new Registered(row.getString(1), row.getString(2), row.getString(3)),
                payment.id());
        List<Delivery> deliveries = new ArrayList<>();
        boolean creation = true;
        for (Event event : batch) {
            creation &= event.names().contains(Event.CREATED);
            for (Registered hook : registered) {
                if (event.names().contains(hook.event())) {
                    deliveries.add(delivery(payment, hook, event, at));
                }
            }
        }
        if (!deliveries.isEmpty()) {
            insert(tx, deliveries, creation ? Optional.empty() : faults.take(FaultOrder::strikesWebhooks));
        }
    }

    private static void insert(Transaction tx, List<Delivery> deliveries, Optional<FaultOrder> order)
            throws SQLException {
        Instant due = Instant.now();
        Duration gap = Duration.ZERO;
        List<Delivery> batch = new ArrayList<>(deliveries);
        if (order.isPresent()) {
            switch (order.get().fault()) {
                case NO_WEBHOOK -> batch.clear();
                case DUPLICATE_WEBHOOK -> batch.addAll(deliveries);
                case DELAYED_WEBHOOK -> due = due.plus(order.get().lateness());
                case REORDERED_WEBHOOK -> {
                    Collections.reverse(batch);
                    gap = GAP_WHEN_REORDERED;
                }
                default -> throw new IllegalStateException("Not about webhooks: " + order.get());
            }
        }
        for (Delivery delivery : batch) {
            tx.update(
                    """
                    insert into nexi_delivery (payment, event, url, authorization, body, due_at)
                    values (?, ?, ?, ?, ?, ?)
                    """,
                    delivery.payment(),
                    delivery.event(),
                    delivery.url(),
                    delivery.authorization(),
                    delivery.body(),
                    due.toEpochMilli());
            due = due.plus(gap);
        }
    }

    private static Delivery delivery(Payment payment, Registered hook, Event event, Instant at) {
        ObjectNode data = event.data().deepCopy().put("paymentId", payment.id());
        ObjectNode body = Json.object()
                .put("id", UUID.randomUUID().toString().replace("-", ""))
                .put("merchantId", new Merchant(payment.merchant()).number())
                .put("timestamp", at.toString())
                .put("event", hook.event());
        body.set("data", data);
        return new Delivery(
                0, payment.id(), hook.event(), hook.url(), hook.authorization(), Json.text(body), 0, "waiting", "");
    }

    /** Payments that have something due, the longest waiting first. */
    List<String> paymentsWithDue(Transaction tx, Instant now) throws SQLException {
        return tx.list("""
                select payment from nexi_delivery
                where state = 'waiting' and due_at <= ?
                group by payment
                order by min(due_at)
                """, row -> row.getString(1), now.toEpochMilli());
    }

    /** What should be on its way by now for one payment, first due first. */
    List<Delivery> due(Transaction tx, String payment, Instant now) throws SQLException {
        return tx.list("""
                select id, payment, event, url, authorization, body, attempts, state, coalesce(answer, '')
                from nexi_delivery
                where state = 'waiting' and due_at <= ? and payment = ?
                order by due_at, id
                """, WebhookQueue::read, now.toEpochMilli(), payment);
    }

    List<Delivery> latest(Transaction tx, int most) throws SQLException {
        return tx.list("""
                select id, payment, event, url, authorization, body, attempts, state, coalesce(answer, '')
                from nexi_delivery
                order by id desc
                limit ?
                """, WebhookQueue::read, most);
    }

    /** Notes the outcome of an attempt: only 200 ends the matter. */
    void note(Transaction tx, Delivery delivery, boolean acknowledged, String answer) throws SQLException {
        int attempts = delivery.attempts() + 1;
        boolean givenUp = !acknowledged && attempts > BACK_OFF.size();
        Instant next = Instant.now().plus(BACK_OFF.get(Math.min(attempts, BACK_OFF.size()) - 1));
        tx.update(
                "update nexi_delivery set attempts = ?, state = ?, answer = ?, due_at = ? where id = ?",
                attempts,
                acknowledged ? "delivered" : givenUp ? "given_up" : "waiting",
                answer,
                next.toEpochMilli(),
                delivery.id());
    }

    private static Delivery read(java.sql.ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                row.getString(9));
    }
}
