package dk.bykassen.card;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A card's number as people type it: small letters, blanks and hyphens forgiven. */
public final class TypedCardNumber {

    private TypedCardNumber() {}

    /**
     * What may have been meant, the likeliest first.
     *
     * @param prefix digits printed before the number, which the tenant asks people to leave out: typed all the same, they are
     *     left out here
     */
    public static List<String> readings(String typed, @Nullable String prefix) {
        String number = typed.replaceAll("[\\s\\p{Pd}\\u00a0]", "").toUpperCase(Locale.ROOT);
        return prefix != null && number.startsWith(prefix) && number.length() > prefix.length()
                ? List.of(number, number.substring(prefix.length()))
                : List.of(number);
    }
}
