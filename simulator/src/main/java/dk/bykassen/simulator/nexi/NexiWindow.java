package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.CardForm;
import dk.bykassen.simulator.gateway.MagicAmount;
import dk.bykassen.simulator.gateway.TestCard;
import dk.bykassen.simulator.gateway.Verdict;
import dk.bykassen.simulator.nexi.Nexi.WindowOutcome;
import dk.bykassen.simulator.nexi.Payment.State;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.web.Words;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hosted payment window: choose a way to pay, fill in the card, return to the merchant. A declined card leaves it
 * open; going back through it does not end the payment, only the merchant or time does.
 */
final class NexiWindow {

    private static final String PATH = "/nexi/window";

    private final Nexi nexi;
    private final Database database;
    private final InstantSource clock;
    private final WebhookCourier courier;
    private final Pages pages;

    NexiWindow(Nexi nexi, Database database, InstantSource clock, WebhookCourier courier, Pages pages) {
        this.nexi = nexi;
        this.database = database;
        this.clock = clock;
        this.courier = courier;
        this.pages = pages;
    }

    static String address(String baseUrl, String payment) {
        return baseUrl + PATH + "?paymentId=" + payment;
    }

    void addRoutes(Router router) {
        router.get(PATH, this::show).post(PATH, this::submit);
    }

    private Answer show(Request request) {
        Payment payment = payment(request);
        if (payment.state() != State.OPEN || payment.isExpired(clock.instant())) {
            return over(request, payment);
        }
        String method = request.query().text("method");
        if (method.isEmpty()) {
            return page(request, 200, "window-method", WindowView.of(payment, request.words(), CardForm.empty()));
        }
        return page(request, 200, "window-card", WindowView.of(payment, request.words(), prefilled(method)));
    }

    /** Choosing a brand fills in its test card, choosing "another card" leaves the form empty. */
    private static CardForm prefilled(String method) {
        return switch (method.toUpperCase(Locale.ROOT)) {
            case "VISA" -> CardForm.filledWith(TestCard.VISA);
            case "MASTERCARD" -> CardForm.filledWith(TestCard.MASTERCARD);
            case "DANKORT" -> CardForm.filledWith(TestCard.DANKORT);
            default -> CardForm.empty();
        };
    }

    private Answer submit(Request request) throws InterruptedException {
        Payment payment = payment(request);
        if (request.form().text("action").equals("cancel")) {
            return goBack(request, payment);
        }
        if (payment.state() == State.COMPLETED) {
            return returnTo(payment);
        }
        CardForm form = CardForm.of(request.form());
        Map<String, String> errors = form.errors(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
        if (!errors.isEmpty()) {
            WindowView view = WindowView.of(payment, request.words(), form).withErrors(errors);
            return page(request, 422, "window-card", view);
        }
        Thread.sleep(MagicAmount.delay(payment.amount()));
        WindowOutcome outcome = nexi.pay(payment.id(), form);
        courier.hurry();
        return switch (outcome) {
            case WindowOutcome.Paid paid -> returnTo(paid.payment());
            case WindowOutcome.Over over -> over(request, over.payment());
            case WindowOutcome.Refused refused -> {
                String sentence = sentence(request.words(), refused.verdict());
                yield page(
                        request,
                        422,
                        "window-card",
                        WindowView.of(payment, request.words(), form).withRefusal(sentence));
            }
        };
    }

    private static String sentence(Words words, Verdict.Refused refused) {
        return words.sayOr("window.refused." + refused.code(), words.say("window.refused.other", refused.code()));
    }

    private Answer goBack(Request request, Payment payment) {
        if (payment.state() == State.COMPLETED) {
            return returnTo(payment);
        }
        return payment.cancelUrl() == null ? over(request, payment) : Answer.seeOther(payment.cancelUrl());
    }

    private static Answer returnTo(Payment payment) {
        return Answer.seeOther(returnAddress(payment));
    }

    private static String returnAddress(Payment payment) {
        String address = payment.returnUrl();
        if (address == null) {
            throw new HttpProblem(404, "This payment was made without a window.");
        }
        return address + (address.indexOf('?') < 0 ? '?' : '&') + "paymentid=" + payment.id();
    }

    private Answer over(Request request, Payment payment) {
        String key = switch (payment.state()) {
            case COMPLETED -> "done";
            case CANCELLED, TERMINATED -> "ended";
            case OPEN -> payment.isExpired(clock.instant()) ? "expired" : "left";
        };
        @Nullable String back = payment.state() == State.COMPLETED ? returnAddress(payment) : payment.cancelUrl();
        Words words = request.words();
        Page page = Page.of(request, words.say("window.over." + key));
        return pages.show(
                request,
                payment.state() == State.COMPLETED ? 200 : 410,
                "window-over",
                page,
                Map.of(
                        "sentence", words.say("window.over." + key + ".text"),
                        "back", back == null ? "" : back,
                        "merchant", new Merchant(payment.merchant()).name()));
    }

    private Answer page(Request request, int status, String template, WindowView view) {
        String title = (status == 422 ? request.words().say("window.error") + ": " : "") + view.title();
        return pages.show(request, status, template, Page.of(request, title), Map.of("view", view));
    }

    private Payment payment(Request request) {
        String id = request.query().text("paymentId");
        return database.transaction(tx -> new PaymentStore(tx).find(id))
                .orElseThrow(() -> new HttpProblem(404, request.words().say("window.unknown")));
    }
}
