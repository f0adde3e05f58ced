package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Problem;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.Refusal;
import dk.bykassen.payment.Started;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.tenant.Terms;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Automatisk optankning</i>: amount, trigger, ceiling, card and "stop" on one page; stopping takes two clicks. */
@Controller
class AutoTopUpController {

    private final Accounts accounts;
    private final AutoTopUps orders;
    private final Payments payments;
    private final StoredCards storedCards;
    private final OwnOrders own;
    private final AutoTopUpOverview overview;
    private final TermsLibrary terms;
    private final People people;
    private final Frames frames;

    AutoTopUpController(
            Accounts accounts,
            AutoTopUps orders,
            Payments payments,
            StoredCards storedCards,
            OwnOrders own,
            AutoTopUpOverview overview,
            TermsLibrary terms,
            People people,
            Frames frames) {
        this.accounts = accounts;
        this.orders = orders;
        this.payments = payments;
        this.storedCards = storedCards;
        this.own = own;
        this.overview = overview;
        this.terms = terms;
        this.people = people;
        this.frames = frames;
    }

    @GetMapping("/accounts/{id}/auto-top-up")
    Answer show(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        CardSettings settings = accounts.settings();
        List<StoredCard> cards = storedCards.of(viewer.personId());
        Optional<AutoTopUp> order = orders.inForce(account);
        Map<String, String> filled = TopUpForm.prefilled(cards);
        order.map(AutoTopUp::receiptEmail)
                .or(() -> people.find(viewer.personId()).map(Person::email))
                .ifPresent(email -> filled.put("email", email));
        order.ifPresent(known -> TopUpForm.fillAmount(filled, known.amount()));
        if (account.balance().isLessThan(settings.autoThreshold())) {
            filled.put("now", "yes");
        }
        return page(viewer, account, cards, Form.filled(filled), Languages.of(request), null);
    }

    @PostMapping("/accounts/{id}/auto-top-up")
    Answer save(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        CardSettings settings = accounts.settings();
        List<StoredCard> cards = storedCards.of(viewer.personId());
        Locale language = Languages.of(request);
        var typed = new TopUpForm(Form.of(request), frames.wording(language));
        Optional<AutoTopUp> order = orders.inForce(account);
        boolean changing =
                order.filter(known -> OwnOrders.isHers(known, viewer)).isPresent();

        Optional<Money> amount = typed.amount(settings.autoMin(), settings.autoMax());
        StoredCard card = changing ? null : typed.card(cards);
        String email = typed.email(true);
        typed.termsAccepted();
        boolean anothers = order.isPresent() && !changing;
        if (anothers || !account.isUsable() || typed.form().hasFaults() || amount.isEmpty() || email == null) {
            return page(viewer, account, cards, typed.form(), language, null).refused();
        }
        var wish = new AutoTopUps.Wish(
                viewer.personId(),
                viewer.publicId(),
                amount.get(),
                settings.autoThreshold(),
                email,
                language,
                inForce(language).id(),
                typed.form().isTicked("now"));
        if (changing) {
            orders.change(order.get(), wish);
            return back(account, "topup.notice.auto-changed");
        }
        if (card != null) {
            orders.begin(account, wish, card);
            return back(account, "topup.notice.auto-begun");
        }
        Started started = payments.start(registration(viewer, account, email, wish.termsId(), language, typed.key()));
        paymentOf(started).ifPresent(payment -> orders.beginWith(account, wish, payment));
        return follow(started, viewer, account, cards, typed.form(), language);
    }

    /** Another card for the order in force; the old one pays until the new one is stored. */
    @PostMapping("/accounts/{id}/auto-top-up/card")
    Answer replaceCard(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        OwnOrders.Own mine = own.require(viewer, id);
        MyAccount account = mine.account();
        AutoTopUp order = mine.order();
        List<StoredCard> cards = storedCards.of(viewer.personId());
        Locale language = Languages.of(request);
        var typed = new TopUpForm(Form.of(request), frames.wording(language));
        StoredCard card = typed.card(cards);
        if (typed.form().hasFaults()) {
            return page(viewer, account, cards, typed.form(), language, null).refused();
        }
        if (card != null) {
            orders.replaceCard(order, account, card, viewer.publicId());
            return back(account, "topup.notice.auto-card");
        }
        Started started = payments.start(
                registration(viewer, account, order.receiptEmail(), order.termsId(), language, typed.key()));
        paymentOf(started).ifPresent(payment -> orders.replaceCardWith(order, payment));
        return follow(started, viewer, account, cards, typed.form(), language);
    }

    /** A paused order goes on with the card it has. */
    @PostMapping("/accounts/{id}/auto-top-up/resume")
    Answer resume(SignedIn viewer, @PathVariable UUID id) {
        OwnOrders.Own mine = own.require(viewer, id);
        orders.resume(mine.order(), mine.account(), viewer.publicId());
        return back(mine.account(), "topup.notice.auto-resumed");
    }

    @GetMapping("/accounts/{id}/auto-top-up/stop")
    Answer askToStop(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.of(viewer.personId(), id);
        if (orders.inForce(account).isEmpty()) {
            return SeeOther.to(OwnerNews.page(account));
        }
        AutoTopUp order = own.require(viewer, id).order();
        return Page.of("topup/auto-top-up-stop")
                .with("account", account)
                .with("amount", order.amount())
                .with("threshold", order.threshold());
    }

    @PostMapping("/accounts/{id}/auto-top-up/stop")
    Answer stop(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.of(viewer.personId(), id);
        orders.inForce(account)
                .filter(order -> OwnOrders.isHers(order, viewer))
                .ifPresent(order -> orders.cancel(order, account, viewer.publicId()));
        return back(account, "topup.notice.auto-stopped");
    }

    private Answer follow(
            Started started, SignedIn viewer, MyAccount account, List<StoredCard> cards, Form form, Locale language) {
        return started instanceof Started.Refused(Refusal reason)
                ? page(viewer, account, cards, form, language, reason).refused()
                : Windows.follow(started);
    }

    private Page page(
            SignedIn viewer,
            MyAccount account,
            List<StoredCard> cards,
            Form form,
            Locale language,
            @Nullable Refusal refusal) {
        Optional<AutoTopUp> order = orders.inForce(account);
        CardSettings settings = accounts.settings();
        return Page.of("topup/auto-top-up")
                .with("account", account)
                .with("settings", settings)
                .with("choices", TopUpForm.CHOICES)
                .with("cards", cards)
                .with(
                        "order",
                        order.filter(known -> OwnOrders.isHers(known, viewer))
                                .map(known -> overview.of(known, account, settings))
                                .orElse(null))
                .with(
                        "anothers",
                        order.filter(known -> !OwnOrders.isHers(known, viewer)).isPresent())
                .with("ended", order.isPresent() ? null : overview.ended(viewer.personId(), account, settings))
                .with("history", overview.history(viewer.personId(), account))
                .with("form", form)
                .with("terms", inForce(language))
                .with("refusal", refusal);
    }

    private static Answer back(MyAccount account, String notice) {
        return SeeOther.to(OwnerNews.page(account)).saying(notice);
    }

    private static NewPayment registration(
            SignedIn viewer, MyAccount account, String email, long terms, Locale language, UUID key) {
        Money nothing = Money.zero(account.balance().currency());
        return new NewPayment(
                PaymentKind.CARD_REGISTRATION,
                viewer.personId(),
                null,
                nothing,
                nothing,
                email,
                terms,
                language,
                key,
                true,
                null,
                account.publicId());
    }

    private static Optional<UUID> paymentOf(Started started) {
        return switch (started) {
            case Started.Window window -> Optional.of(window.paymentId());
            case Started.Unknown unknown -> Optional.of(unknown.paymentId());
            case Started.Undecided undecided -> Optional.of(undecided.existing());
            case Started.Decided decided -> Optional.empty();
            case Started.Refused refused -> Optional.empty();
        };
    }

    private Terms inForce(Locale language) {
        return terms.inForce("auto_top_up", language).orElseThrow(Problem::notFound);
    }
}
