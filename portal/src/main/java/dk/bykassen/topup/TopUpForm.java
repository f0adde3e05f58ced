package dk.bykassen.topup;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.TypedAmount;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.web.Form;
import dk.bykassen.web.Wording;
import java.net.IDN;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the deposit pages ask: an amount in whole kroner, a card, an address for the receipt and a tick at the terms. Reading
 * a field tells the form what is wrong with it.
 */
final class TopUpForm {

    static final String OTHER = "other";
    private static final String NEW_CARD = "new";
    /** Amounts to choose with one tap, in kroner. */
    static final List<Long> CHOICES = List.of(100L, 200L, 300L);
    /** Chosen beforehand: what most people deposit. */
    private static final String USUAL = "200";

    private final Form form;
    private final Wording words;

    TopUpForm(Form form, Wording words) {
        this.form = form;
        this.words = words;
    }

    /** What stands in the form before anybody types: a fresh key, the usual amount, and the first stored card if there is one. */
    static Map<String, String> prefilled(List<StoredCard> cards) {
        Map<String, String> filled = new HashMap<>();
        filled.put("key", UUID.randomUUID().toString());
        filled.put("amount", USUAL);
        filled.put(
                "method",
                cards.isEmpty() ? NEW_CARD : cards.getFirst().publicId().toString());
        return filled;
    }

    /** Fills in an amount in whole kroner: as a choice where it is one, else as typed. */
    static void fillAmount(Map<String, String> filled, Money amount) {
        long kroner = amount.minor() / amount.unitsPerMajor();
        if (CHOICES.contains(kroner)) {
            filled.put("amount", Long.toString(kroner));
        } else {
            filled.put("amount", OTHER);
            filled.put(OTHER, Long.toString(kroner));
        }
    }

    Form form() {
        return form;
    }

    /** The chosen or typed amount; empty when it is not one between {@code min} and {@code max}. */
    Optional<Money> amount(Money min, Money max) {
        String choice = form.value("amount");
        boolean typed =
                choice.equals(OTHER) || choice.isEmpty() && !form.value(OTHER).isEmpty();
        String field = typed ? OTHER : "amount";
        TypedAmount read = TypedAmount.read(typed ? form.value(OTHER) : choice, min.currency());
        switch (read) {
            case TypedAmount.Readable(Money money) -> {
                if (money.compareTo(min) < 0 || money.compareTo(max) > 0) {
                    form.reject(field, "topup.fault.amount.range", words.wholeMoney(min), words.wholeMoney(max));
                } else if (money.minor() % money.unitsPerMajor() != 0) {
                    form.reject(field, "topup.fault.amount.whole");
                } else {
                    return Optional.of(money);
                }
            }
            case TypedAmount.Missing missing -> form.reject(field, "topup.fault.amount.missing");
            case TypedAmount.NotANumber wrong -> form.reject(field, "topup.fault.amount.number");
            case TypedAmount.TooFine fine -> form.reject(field, "topup.fault.amount.whole");
            case TypedAmount.TooLarge large ->
                form.reject(field, "topup.fault.amount.range", words.wholeMoney(min), words.wholeMoney(max));
        }
        return Optional.empty();
    }

    /** The stored card to charge; null for a new one in the payment window. */
    @Nullable
    StoredCard card(List<StoredCard> cards) {
        String choice = form.value("method");
        if (choice.isEmpty() || choice.equals(NEW_CARD)) {
            return null;
        }
        Optional<StoredCard> chosen = cards.stream()
                .filter(card -> card.publicId().toString().equals(choice))
                .findFirst();
        if (chosen.isEmpty()) {
            form.reject("method", "topup.fault.card.gone");
        }
        return chosen.orElse(null);
    }

    /** The receipt's address, or null when none was typed and none is needed. */
    @Nullable
    String email(boolean needed) {
        String typed = form.value("email");
        if (typed.isEmpty()) {
            if (needed) {
                form.reject("email", "topup.fault.email.missing");
            }
            return null;
        }
        String address = deliverable(typed);
        if (address == null) {
            form.reject("email", "topup.fault.email.shape");
        }
        return address;
    }

    /**
     * Plain on purpose: an address is proved by what arrives, not by its shape. A host of another script is written as mail
     * servers know it; a name of another script is refused here rather than by a mail server later, when nobody looks.
     */
    private static @Nullable String deliverable(String typed) {
        if (!typed.matches("[\\x21-\\x7e&&[^@<>\",;:]]{1,64}@[^\\s@<>\",;:]+\\.[^\\s@<>\",;:.]{2,}")) {
            return null;
        }
        int at = typed.indexOf('@');
        try {
            String address = typed.substring(0, at + 1) + IDN.toASCII(typed.substring(at + 1));
            return address.length() > 254 ? null : address;
        } catch (IllegalArgumentException noHost) {
            return null;
        }
    }

    void termsAccepted() {
        if (!form.isTicked("terms")) {
            form.reject("terms", "topup.fault.terms");
        }
    }

    /** The form's key; a form without one, or with a made-up one, starts afresh. */
    UUID key() {
        try {
            return UUID.fromString(form.value("key"));
        } catch (IllegalArgumentException notOurs) {
            return UUID.randomUUID();
        }
    }
}
