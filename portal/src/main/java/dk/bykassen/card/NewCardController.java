package dk.bykassen.card;

import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** An account's cards; <i>Bestil nyt kort</i>: why, a look at what it costs and where it goes, and the order. */
@Controller
class NewCardController {

    private final Accounts accounts;
    private final CardOrders orders;
    private final People people;
    private final InstantSource clock;

    NewCardController(Accounts accounts, CardOrders orders, People people, InstantSource clock) {
        this.accounts = accounts;
        this.orders = orders;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/accounts/{id}/cards")
    Answer cards(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.of(viewer.personId(), id);
        CardOrder order = orders.newest(account)
                .filter(newest -> newest.isTold(clock.instant()))
                .orElse(null);
        return Page.of("card/cards")
                .with("account", account)
                .with("settings", accounts.settings())
                .with("rule", orders.rule())
                .with("decides", accounts.mayDecide(account))
                .with("order", order)
                .with("overdue", order != null && order.isOverdue(clock.instant()));
    }

    @GetMapping("/accounts/{id}/cards/new")
    Answer ask(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        List<Chip> chips = account.chipsInUse();
        String first = chips.isEmpty() ? "" : chips.getFirst().publicId().toString();
        return orders.rule().canBeOrdered()
                ? asked(account, Form.filled(Map.of("card", first)))
                : SeeOther.to(account.page() + "/cards");
    }

    @GetMapping("/accounts/{id}/cards/new/check")
    Answer check(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        return orders.rule().canBeOrdered()
                ? checked(account, Form.of(request), null)
                : SeeOther.to(account.page() + "/cards");
    }

    @PostMapping("/accounts/{id}/cards/new")
    Answer order(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        Form form = Form.of(request);
        CardOrder.Reason reason = reason(account, form);
        UUID key = uuid(form.value("key"));
        if (reason == null || key == null || form.hasFaults()) {
            return checked(account, form, null).refused();
        }
        var wish = new CardOrders.Wish(reason, uuid(form.value("card")), shownFee(form), key);
        return switch (orders.order(viewer, account, wish)) {
            case CardOrders.Placed placed ->
                SeeOther.to(account.page() + "/cards").saying("order.notice.ordered");
            case CardOrders.Hindered(Hurdle why)
            when why == Hurdle.UNDER_WAY || why == Hurdle.FROM_THE_SCHOOL -> SeeOther.to(account.page() + "/cards");
            case CardOrders.Hindered(Hurdle why) ->
                checked(accounts.of(viewer.personId(), id), form, why).refused();
        };
    }

    @PostMapping("/accounts/{id}/cards/take-back")
    Answer takeBack(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        UUID order = uuid(Form.of(request).value("order"));
        boolean isBack = order != null && orders.takeBack(viewer, account, order);
        return SeeOther.to(account.page() + "/cards")
                .saying(isBack ? "order.notice.taken-back" : "order.notice.too-late");
    }

    @PostMapping("/accounts/{id}/cards/not-arrived")
    Answer notArrived(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        UUID order = uuid(Form.of(request).value("order"));
        boolean isNoted = order != null && orders.notArrived(viewer, account, order);
        return SeeOther.to(account.page() + "/cards")
                .saying(isNoted ? "order.notice.not-arrived" : "order.notice.not-yet");
    }

    private Page asked(MyAccount account, Form form) {
        return Page.of("card/new-card")
                .with("account", account)
                .with("reasons", reasons())
                .with("form", form);
    }

    /** The page on which everything is read once more; the page before where something is missing. */
    private Page checked(MyAccount account, Form form, @Nullable Hurdle told) {
        CardOrder.Reason reason = reason(account, form);
        if (reason == null || form.hasFaults()) {
            return asked(account, form).refused();
        }
        UUID chip = uuid(form.value("card"));
        NewCards rule = orders.rule();
        Optional<Hurdle> hurdle = Optional.ofNullable(told).or(() -> orders.hurdle(account, chip));
        Person holder = people.find(account.holderId()).orElseThrow(Problem::notFound);
        return Page.of("card/new-card-check")
                .with("account", account)
                .with("settings", accounts.settings())
                .with("rule", rule)
                .with("reason", reason)
                .with("chip", chip == null ? null : account.chip(chip).orElse(null))
                .with("view", new HolderView(account, holder, true))
                .with("hurdle", hurdle.orElse(null))
                .with("key", UUID.randomUUID().toString());
    }

    /** Null with a fault in the form where none was chosen, or not which card is to be replaced. */
    private static CardOrder.@Nullable Reason reason(MyAccount account, Form form) {
        if (account.chipsInUse().isEmpty()) {
            return CardOrder.Reason.FIRST;
        }
        if (uuid(form.value("card")) == null) {
            form.reject("card", "order.fault.card");
        }
        Optional<CardOrder.Reason> chosen = reasons().stream()
                .filter(reason -> NewCards.code(reason).equals(form.value("reason")))
                .findFirst();
        if (chosen.isEmpty()) {
            form.reject("reason", "order.fault.reason");
        }
        return chosen.orElse(null);
    }

    /** Those that can be chosen where there is a card to replace. */
    private static List<CardOrder.Reason> reasons() {
        return Arrays.stream(CardOrder.Reason.values())
                .filter(reason -> reason != CardOrder.Reason.FIRST)
                .toList();
    }

    private Money shownFee(Form form) {
        String typed = form.value("fee");
        Money fee = orders.rule().fee();
        return typed.matches("[0-9]{1,9}")
                ? new Money(Long.parseLong(typed), fee.currency())
                : new Money(-1, fee.currency());
    }

    private static @Nullable UUID uuid(String typed) {
        return typed.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(typed) : null;
    }
}
