package dk.bykassen.link;

import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person number and the number on a card, as people type them: small letters, blanks and hyphens are forgiven. */
final class TypedPair {

    static final String PERSON = "person";
    static final String CARD = "card";

    private static final Pattern FORGIVEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}.]");
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{4,32}");

    private TypedPair() {}

    /** Empty, with words in the form, for what is no person number: a slip of the finger says nothing about anybody. */
    static Optional<PersonNumber> person(Form form) {
        String typed = form.value(PERSON);
        Optional<PersonNumber> number = isDanish() ? PersonNumber.danish(typed) : PersonNumber.norwegian(typed);
        if (number.isEmpty()) {
            form.reject(PERSON, "link.person.malformed." + country());
        }
        return number;
    }

    /**
     * What the typed number of a card may be: as typed, and without the digits printed before it, which some type all the
     * same. Empty where none was typed, or, with words in the form, where it is none.
     */
    static List<String> cards(Form form, @Nullable String printedPrefix) {
        String typed = FORGIVEN.matcher(form.value(CARD)).replaceAll("").toUpperCase(Locale.ROOT);
        if (typed.isEmpty()) {
            return List.of();
        }
        if (!NUMBER.matcher(typed).matches()) {
            form.reject(CARD, "link.card.malformed");
            return List.of();
        }
        return printedPrefix != null && typed.startsWith(printedPrefix)
                ? List.of(typed, typed.substring(printedPrefix.length()))
                : List.of(typed);
    }

    /** The words differ by the country whose number it is. */
    static String country() {
        return isDanish() ? "dk" : "no";
    }

    private static boolean isDanish() {
        return Tenants.current().country() == Tenant.Country.DK;
    }
}
