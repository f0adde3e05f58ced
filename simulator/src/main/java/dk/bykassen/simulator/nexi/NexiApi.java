package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.FaultOrder;
import dk.bykassen.simulator.gateway.FaultOrder.Act;
import dk.bykassen.simulator.gateway.GatewayFault;
import dk.bykassen.simulator.gateway.MagicAmount;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.store.Transaction;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Orders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The gateway's REST API under {@code /nexi/v1}. */
final class NexiApi {

    private final Nexi nexi;
    private final Database database;
    private final Orders<FaultOrder> faults;
    private final WebhookCourier courier;
    private final Supplier<String> baseUrl;

    NexiApi(Nexi nexi, Database database, Orders<FaultOrder> faults, WebhookCourier courier, Supplier<String> baseUrl) {
        this.nexi = nexi;
        this.database = database;
        this.faults = faults;
        this.courier = courier;
        this.baseUrl = baseUrl;
    }

    void addRoutes(Router router) {
        router.post("/nexi/v1/payments", request -> act(request, Act.CREATE, this::create))
                .get("/nexi/v1/payments/{id}", request -> act(request, Act.READ, this::show))
                .post("/nexi/v1/payments/{id}/charges", request -> act(request, Act.CHARGE, this::charge))
                .post("/nexi/v1/payments/{id}/cancels", request -> act(request, Act.CANCEL, this::cancel))
                .put("/nexi/v1/payments/{id}/terminate", request -> act(request, Act.CANCEL, this::terminate))
                .put("/nexi/v1/payments/{id}/referenceinformation", request -> act(request, Act.READ, this::rename))
                .post("/nexi/v1/charges/{id}/refunds", request -> act(request, Act.REFUND, this::refund))
                .get("/nexi/v1/unscheduledsubscriptions/{id}", request -> act(request, Act.READ, this::card))
                .post(
                        "/nexi/v1/unscheduledsubscriptions/{id}/charges",
                        request -> act(request, Act.CHARGE_STORED_CARD, this::chargeCard))
                .get(
                        "/nexi/v1/unscheduledsubscriptions/{id}/charges/status",
                        request -> act(request, Act.READ, this::chargeStatus));
    }

    @FunctionalInterface
    private interface Work {
        Answer.Response of(Merchant merchant, Request request) throws InterruptedException;
    }

    /** Knows the merchant, lets ordered faults strike, and turns refusals into answers. */
    private Answer act(Request request, Act act, Work work) throws InterruptedException {
        Optional<Merchant> merchant = request.header("Authorization").flatMap(Merchant::bySecret);
        if (merchant.isEmpty()) {
            return Refusal.unauthorized().answer();
        }
        Optional<FaultOrder> order = faults.take(fault -> fault.strikesLine(act));
        if (order.isPresent() && order.get().fault() == GatewayFault.TIMEOUT) {
            return new Answer.Silence(order.get().hold());
        }
        if (order.isPresent() && order.get().fault() == GatewayFault.ERROR500) {
            return Refusal.broken().answer();
        }
        Answer.Response answer = answer(merchant.get(), request, work);
        courier.hurry();
        return order.isPresent() ? new Answer.Silence(order.get().hold()) : answer;
    }

    private static Answer.Response answer(Merchant merchant, Request request, Work work) throws InterruptedException {
        try {
            return work.of(merchant, request);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (Json.MalformedJson e) {
            return Refusal.invalid("body", e.sentence()).answer();
        }
    }

    private Answer.Response create(Merchant merchant, Request request) {
        Payment payment = nexi.create(merchant, NewPayment.ofWindow(request.json()));
        return Answer.json(
                201,
                Json.object()
                        .put("paymentId", payment.id())
                        .put("hostedPaymentPageUrl", NexiWindow.address(baseUrl.get(), payment.id())));
    }

    private Answer.Response show(Merchant merchant, Request request) {
        return database.transaction(tx -> {
            PaymentStore store = new PaymentStore(tx);
            Payment payment = Nexi.own(store, merchant, request.pathValue("id"));
            return Answer.json(
                    200,
                    PaymentJson.of(
                            payment,
                            store.chargesOf(payment.id()),
                            store.refundsOf(payment.id()),
                            NexiWindow.address(baseUrl.get(), payment.id())));
        });
    }

    private Answer.Response charge(Merchant merchant, Request request) throws InterruptedException {
        long amount = amount(request);
        return once(merchant, request, amount, tx -> {
            Payment.Charge charge = nexi.charge(tx, merchant, request.pathValue("id"), amount);
            return Answer.json(201, Json.object().put("chargeId", charge.id()));
        });
    }

    private Answer.Response refund(Merchant merchant, Request request) throws InterruptedException {
        long amount = amount(request);
        return once(merchant, request, amount, tx -> {
            Payment.Refund refund = nexi.refund(tx, merchant, request.pathValue("id"), amount);
            return Answer.json(201, Json.object().put("refundId", refund.id()));
        });
    }

    private Answer.Response chargeCard(Merchant merchant, Request request) throws InterruptedException {
        String card = request.pathValue("id");
        NewPayment wanted = NewPayment.ofStoredCard(request.json(), card);
        return once(merchant, request, wanted.order().amount(), tx -> {
            Nexi.CardCharge outcome = nexi.chargeCard(tx, merchant, card, wanted);
            if (outcome.refused() != null) {
                return Refusal.declined(outcome.refused()).answer();
            }
            ObjectNode body = Json.object().put("paymentId", outcome.payment().id());
            if (outcome.charge() != null) {
                body.put("chargeId", outcome.charge().id());
            }
            return Answer.json(202, body);
        });
    }

    private Answer.Response cancel(Merchant merchant, Request request) {
        long amount = amount(request);
        return database.transaction(tx -> {
            nexi.cancel(tx, merchant, request.pathValue("id"), amount);
            return Answer.empty(204);
        });
    }

    private Answer.Response terminate(Merchant merchant, Request request) {
        return database.transaction(tx -> {
            nexi.terminate(tx, merchant, request.pathValue("id"));
            return Answer.empty(204);
        });
    }

    private Answer.Response rename(Merchant merchant, Request request) {
        JsonNode body = request.json();
        String reference = body.path("reference").stringValue("");
        if (reference.isBlank() || reference.length() > 128) {
            throw Refusal.invalid("reference", "1 to 128 characters are required");
        }
        return database.transaction(tx -> {
            PaymentStore store = new PaymentStore(tx);
            Payment payment = Nexi.own(store, merchant, request.pathValue("id"));
            store.setReference(payment.id(), reference, body.path("checkoutUrl").stringValue(null));
            return Answer.empty(204);
        });
    }

    private Answer.Response card(Merchant merchant, Request request) {
        return database.transaction(tx -> {
            Payment.StoredCard card = Nexi.ownCard(new PaymentStore(tx), merchant, request.pathValue("id"));
            ObjectNode body = Json.object().put("unscheduledSubscriptionId", card.id());
            body.set("paymentDetails", PaymentJson.details(card.brand(), card.masked(), card.expiry()));
            return Answer.json(200, body);
        });
    }

    /** What became of the charge with this Idempotency-Key: for who lost the answer. */
    private Answer.Response chargeStatus(Merchant merchant, Request request) {
        String key = idempotencyKey(request)
                .or(() -> request.query().first("idempotencyKey"))
                .orElseThrow(() -> Refusal.invalid("Idempotency-Key", "Is required"));
        return database.transaction(tx -> {
            Nexi.ownCard(new PaymentStore(tx), merchant, request.pathValue("id"));
            Kept kept = kept(tx, merchant, key).orElseThrow(() -> Refusal.notFound("Charge"));
            JsonNode answer = Json.parse(kept.body());
            ObjectNode body = Json.object()
                    .put("unscheduledSubscriptionId", request.pathValue("id"))
                    .put("status", kept.status() == 202 ? "Succeeded" : "Failed");
            if (answer instanceof ObjectNode details) {
                body.setAll(details);
            }
            return Answer.json(200, body);
        });
    }

    private static long amount(Request request) {
        JsonNode amount = request.json().path("amount");
        if (!amount.isIntegralNumber()) {
            throw Refusal.invalid("amount", "An amount in minor units is required");
        }
        return amount.longValue(0);
    }

    private record Kept(String fingerprint, int status, String body) {}

    /**
     * Does the work once per Idempotency-Key, and answers a repeat from memory; 409 when the key comes with another
     * request. Answer and work are kept in one transaction. Faults in the request itself are not kept.
     */
    private Answer.Response once(Merchant merchant, Request request, long amount, Database.Work<Answer.Response> work)
            throws InterruptedException {
        Thread.sleep(MagicAmount.delay(amount));
        Optional<String> key = idempotencyKey(request);
        if (key.isEmpty()) {
            return database.transaction(work);
        }
        String fingerprint = fingerprint(request);
        return database.transaction(tx -> {
            Optional<Kept> kept = kept(tx, merchant, key.get());
            if (kept.isPresent()) {
                if (!kept.get().fingerprint().equals(fingerprint)) {
                    throw Refusal.conflict();
                }
                return Answer.json(kept.get().status(), Json.parse(kept.get().body()));
            }
            Answer.Response answer = work.in(tx);
            tx.update(
                    "insert into nexi_answer (merchant, key, fingerprint, status, body) values (?, ?, ?, ?, ?)",
                    merchant.slug(),
                    key.get(),
                    fingerprint,
                    answer.status(),
                    new String(answer.body(), StandardCharsets.UTF_8));
            return answer;
        });
    }

    private static Optional<Kept> kept(Transaction tx, Merchant merchant, String key) throws SQLException {
        return tx.first(
                "select fingerprint, status, body from nexi_answer where merchant = ? and key = ?",
                row -> new Kept(row.getString(1), row.getInt(2), row.getString(3)),
                merchant.slug(),
                key);
    }

    private static Optional<String> idempotencyKey(Request request) {
        Optional<String> key = request.header("Idempotency-Key");
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > 64)) {
            throw Refusal.invalid("Idempotency-Key", "1 to 64 characters");
        }
        return key;
    }

    private static String fingerprint(Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.path().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(request.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
