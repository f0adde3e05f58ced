package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Problem;
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
import dk.bykassen.web.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
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

/** <i>Indbetal</i>: puts money on an account by card. */
@Controller
class TopUpController {

    private final Accounts accounts;
    private final TopUps topUps;
    private final StoredCards storedCards;
    private final TermsLibrary terms;
    private final People people;
    private final Frames frames;

    TopUpController(
            Accounts accounts,
            TopUps topUps,
            StoredCards storedCards,
            TermsLibrary terms,
            People people,
            Frames frames) {
        this.accounts = accounts;
        this.topUps = topUps;
        this.storedCards = storedCards;
        this.terms = terms;
        this.people = people;
        this.frames = frames;
    }

    @GetMapping("/accounts/{id}/top-up")
    Answer form(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        List<StoredCard> cards = storedCards.of(viewer.personId());
        Map<String, String> filled = TopUpForm.prefilled(cards);
        people.find(viewer.personId()).map(Person::email).ifPresent(email -> filled.put("email", email));
        return page(account, cards, Form.filled(filled), Languages.of(request), null);
    }

    @PostMapping("/accounts/{id}/top-up")
    Answer pay(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        CardSettings settings = accounts.settings();
        List<StoredCard> cards = storedCards.of(viewer.personId());
        Locale language = Languages.of(request);
        Wording words = frames.wording(language);
        var typed = new TopUpForm(Form.of(request), words);

        if (!account.isUsable()) {
            return page(account, cards, typed.form(), language, null).refused();
        }
        Optional<Money> amount = typed.amount(settings.topUpMin(), settings.topUpMax());
        StoredCard card = typed.card(cards);
        String email = typed.email(false);
        typed.termsAccepted();
        topUps.leaveWindows(viewer.personId(), account, typed.key());
        Money room = topUps.room(account, settings);
        // Asked after the room was taken, so that a first click that is just being written down is not missed.
        if (amount.isPresent() && room.isLessThan(amount.get()) && !topUps.isRepeat(typed.key())) {
            String field = typed.form().value("amount").equals(TopUpForm.OTHER) ? TopUpForm.OTHER : "amount";
            typed.form()
                    .reject(
                            field,
                            "topup.fault.amount.room",
                            words.wholeMoney(settings.maxBalance()),
                            words.money(room));
        }
        if (typed.form().hasFaults() || amount.isEmpty()) {
            return page(account, cards, typed.form(), language, null).refused();
        }
        Terms accepted = inForce(language);
        Started started = topUps.start(new TopUps.Order(
                viewer.personId(),
                account,
                amount.get(),
                settings.topUpFee(),
                email,
                accepted.id(),
                language,
                typed.key(),
                card == null ? null : card.id(),
                settings.maxBalance()));
        return started instanceof Started.Refused(Refusal reason)
                ? page(account, cards, fresh(typed), language, reason).refused()
                : Windows.follow(started);
    }

    private Page page(
            MyAccount account, List<StoredCard> cards, Form form, Locale language, @Nullable Refusal refusal) {
        CardSettings settings = accounts.settings();
        return Page.of("topup/top-up")
                .with("account", account)
                .with("settings", settings)
                .with("choices", TopUpForm.CHOICES)
                .with("cards", cards)
                .with("form", form)
                .with("terms", inForce(language))
                .with("room", topUps.room(account, settings))
                .with("refusal", refusal);
    }

    /** What was typed, under a new key: the old one was used for the attempt that was refused. */
    private static Form fresh(TopUpForm typed) {
        Map<String, String> kept = new HashMap<>();
        for (String field : List.of("amount", "other", "method", "email", "terms")) {
            String value = typed.form().value(field);
            if (!value.isEmpty()) {
                kept.put(field, value);
            }
        }
        kept.put("key", UUID.randomUUID().toString());
        return Form.filled(kept);
    }

    private Terms inForce(Locale language) {
        return terms.inForce("top_up", language).orElseThrow(Problem::notFound);
    }
}
