package dk.bykassen.simulator.till;

import dk.bykassen.simulator.till.DemoKeys.Till;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Params;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** {@code /till}: a till to click. What was bought last stays, so that it can be sent again or given back. */
public final class TillCounter {

    private static final int MOST_OF_ONE = 99;
    private static final int RECEIPTS_KEPT = 200;

    /** What happened at the till, with its last answer and which act it answered. */
    record Receipt(Till till, Purchase purchase, String act, TillAnswer answer) {}

    private final DemoKeys keys;
    private final TillClient client;
    private final InstantSource clock;
    private final Pages pages;
    private final Map<UUID, Receipt> receipts = new LinkedHashMap<>();

    public TillCounter(DemoKeys keys, TillClient client, InstantSource clock, Pages pages) {
        this.keys = keys;
        this.client = client;
        this.clock = clock;
        this.pages = pages;
    }

    public void addRoutes(Router router) {
        router.get("/till", request -> show(request, 200, request.query(), Map.of()))
                .post("/till", this::buy)
                .get("/till/{purchase}", this::receipt)
                .post("/till/{purchase}/again", this::again)
                .post("/till/{purchase}/reversal", this::reverse);
    }

    private Answer show(Request request, int status, Params typed, Map<String, String> errors) {
        List<Till> tills = keys.tills();
        Till chosen = keys.till(typed.text("till")).orElse(tills.isEmpty() ? null : tills.getFirst());
        String title = request.words().say("till.title");
        Page page = Page.of(request, errors.isEmpty() ? title : request.words().say("window.error") + ": " + title);
        CounterView view = CounterView.of(tills, chosen, keys, typed, errors, request.words());
        return pages.show(request, status, "till", page, Map.of("view", view));
    }

    private Answer buy(Request request) throws InterruptedException {
        Params form = request.form();
        Till till = keys.till(form.text("till"))
                .orElseThrow(() -> new HttpProblem(404, request.words().say("till.unknown")));
        String card = form.text("card").replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        List<Purchase.Line> lines = lines(form);
        Map<String, String> errors = new LinkedHashMap<>();
        if (card.isEmpty()) {
            errors.put("card", request.words().say("till.error.card"));
        }
        if (lines.isEmpty()) {
            errors.put(Dish.OSTEHAPS.field(), request.words().say("till.error.lines"));
        }
        if (!errors.isEmpty()) {
            return show(request, 422, form, errors);
        }
        Purchase purchase = new Purchase(Uuid7.next(), card, clock.instant(), lines);
        return keep(new Receipt(till, purchase, "purchase", client.buy(till, purchase)));
    }

    private static List<Purchase.Line> lines(Params form) {
        List<Purchase.Line> lines = new ArrayList<>();
        for (Dish dish : Dish.values()) {
            int quantity = form.number(dish.field(), 0, 0, MOST_OF_ONE);
            if (quantity > 0) {
                lines.add(new Purchase.Line(dish, quantity));
            }
        }
        return lines;
    }

    private Answer receipt(Request request) throws InterruptedException {
        Receipt receipt = find(request);
        String picture = client.picture(receipt.till(), receipt.purchase().card())
                .map(jpeg -> "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg))
                .orElse("");
        ReceiptView view = ReceiptView.of(receipt, picture, request.words());
        Page page = Page.of(request, view.headline());
        return pages.show(request, 200, "till-receipt", page, Map.of("view", view));
    }

    /** Sends the very same purchase once more, as a till does that has lost the answer. */
    private Answer again(Request request) throws InterruptedException {
        Receipt receipt = find(request);
        return keep(new Receipt(
                receipt.till(), receipt.purchase(), "again", client.buy(receipt.till(), receipt.purchase())));
    }

    private Answer reverse(Request request) throws InterruptedException {
        Receipt receipt = find(request);
        long amount = amount(request, receipt.purchase().total());
        UUID reversal = Uuid7.next();
        TillAnswer answer = client.reverse(receipt.till(), receipt.purchase().id(), reversal, amount);
        return keep(new Receipt(receipt.till(), receipt.purchase(), "reversal", answer));
    }

    /** Whole kroner or with two decimals after comma or dot; nothing means all of it. */
    private static long amount(Request request, long all) {
        String text = request.form().text("amount").replace(',', '.');
        if (text.isEmpty()) {
            return all;
        }
        if (!text.matches("\\d{1,7}(\\.\\d{2})?")) {
            throw new HttpProblem(422, request.words().say("till.error.amount"));
        }
        String[] parts = text.split("\\.");
        return Long.parseLong(parts[0]) * 100 + (parts.length == 2 ? Long.parseLong(parts[1]) : 0);
    }

    private Answer keep(Receipt receipt) {
        synchronized (receipts) {
            receipts.remove(receipt.purchase().id());
            receipts.put(receipt.purchase().id(), receipt);
            if (receipts.size() > RECEIPTS_KEPT) {
                receipts.remove(receipts.keySet().iterator().next());
            }
        }
        return Answer.seeOther("/till/" + receipt.purchase().id());
    }

    private Receipt find(Request request) {
        try {
            synchronized (receipts) {
                Receipt receipt = receipts.get(UUID.fromString(request.pathValue("purchase")));
                if (receipt != null) {
                    return receipt;
                }
            }
        } catch (IllegalArgumentException e) {
            // Not an id at all: as unknown as any other.
        }
        throw new HttpProblem(404, request.words().say("till.receipt.unknown"));
    }
}
