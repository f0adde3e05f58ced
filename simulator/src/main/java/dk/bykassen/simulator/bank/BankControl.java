package dk.bykassen.simulator.bank;

import dk.bykassen.simulator.bank.BankFault.Ordered;
import dk.bykassen.simulator.bank.Payment.State;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.web.Words;
import dk.bykassen.simulator.world.Orders;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /control/bank}: what the bank received, what it makes of it, and what it is told to get wrong next. */
final class BankControl {

    private static final String PATH = "/control/bank";

    private final BankBooks books;
    private final Orders<Ordered> faults;
    private final Pages pages;

    BankControl(BankBooks books, Orders<Ordered> faults, Pages pages) {
        this.books = books;
        this.faults = faults;
        this.pages = pages;
    }

    void addRoutes(Router router) {
        router.get(PATH, this::show)
                .post(PATH, this::order)
                .post(PATH + "/statement", request -> decide(request, State.PAID))
                .post(PATH + "/reject", request -> decide(request, State.REJECTED));
    }

    private Answer show(Request request) {
        List<Payment> payments = books.all();
        if (!request.wantsHtml()) {
            return Answer.json(200, json(payments));
        }
        Words words = request.words();
        var view = new BankView(
                payments.stream()
                        .map(payment -> BankView.Line.of(payment, words))
                        .toList(),
                waiting(),
                List.of(BankFault.values()).stream().map(BankFault::wire).toList(),
                List.of(TestAccount.values()));
        return pages.show(request, 200, "bank", Page.of(request, words.say("bank.title")), Map.of("view", view));
    }

    private ObjectNode json(List<Payment> payments) {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("payments");
        payments.forEach(payment -> list.addObject()
                .put("tenant", payment.tenant())
                .put("file", payment.messageId())
                .put("endToEndId", payment.order().endToEndId())
                .put("amount", payment.order().amount())
                .put("currency", payment.order().currency())
                .put("payee", payment.order().payee())
                .put("account", payment.order().account())
                .put("nemKonto", payment.order().isNemKonto())
                .put("text", payment.order().text())
                .put("state", payment.state().wire())
                .put("reason", payment.reason())
                .put("received", payment.receivedAt().toString()));
        out.put(
                "paid",
                payments.stream()
                        .filter(payment -> payment.state() == State.PAID)
                        .mapToLong(payment -> payment.order().amount())
                        .sum());
        ArrayNode ordered = out.putArray("faults");
        waiting().forEach(ordered::add);
        return out;
    }

    private List<String> waiting() {
        return faults.waiting().stream().map(order -> order.fault().wire()).toList();
    }

    /** {@code {"fault","times","delay"}} or {@code {"reset":true}}. */
    private Answer order(Request request) {
        JsonNode wanted = request.isForm() ? fromForm(request) : request.json();
        if (wanted.path("reset").booleanValue(false)) {
            faults.clear();
        }
        if (wanted.has("fault")) {
            BankFault fault = BankFault.of(wanted.path("fault").stringValue(""))
                    .orElseThrow(
                            () -> new HttpProblem(400, "The fault is unknown; the simulator's README lists them."));
            faults.add(
                    new Ordered(fault, delay(wanted)),
                    Math.clamp(wanted.path("times").asInt(1), 1, 1000));
        }
        return done(request);
    }

    /** {@code {"payment":"<EndToEndId>","reason":"AC04"}}; without a payment, all that wait. */
    private Answer decide(Request request, State state) {
        JsonNode wanted =
                request.isForm() ? fromForm(request) : request.body().length == 0 ? Json.object() : request.json();
        String payment = wanted.path("payment").stringValue("");
        String reason = wanted.path("reason").stringValue("AC04");
        if (!reason.matches("[A-Z0-9]{4}")) {
            throw new HttpProblem(400, "reason is a code such as AC04.");
        }
        int decided = books.decide(payment.isEmpty() ? null : payment, state, state == State.REJECTED ? reason : null);
        if (decided == 0 && !payment.isEmpty()) {
            throw new HttpProblem(404, "The bank knows no such payment.");
        }
        return request.wantsHtml()
                ? Answer.seeOther(PATH)
                : Answer.json(200, Json.object().put("decided", decided));
    }

    private Answer done(Request request) {
        return request.wantsHtml() ? Answer.seeOther(PATH) : Answer.json(200, json(books.all()));
    }

    private static ObjectNode fromForm(Request request) {
        ObjectNode wanted = Json.object();
        if (request.form().first("reset").isPresent()) {
            return wanted.put("reset", true);
        }
        request.form().first("fault").ifPresent(fault -> wanted.put("fault", fault));
        request.form().first("payment").ifPresent(payment -> wanted.put("payment", payment));
        return wanted.put("times", request.form().number("times", 1, 1, 1000));
    }

    private static @Nullable Duration delay(JsonNode wanted) {
        try {
            return wanted.has("delay") ? Duration.parse(wanted.path("delay").stringValue("")) : null;
        } catch (DateTimeParseException e) {
            throw new HttpProblem(400, "delay is an ISO 8601 duration such as PT5S.");
        }
    }
}
