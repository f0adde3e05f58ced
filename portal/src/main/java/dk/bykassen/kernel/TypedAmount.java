package dk.bykassen.kernel;

import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed into an amount field. Accepts a comma or a dot as the decimal mark and spaces (also no-break ones)
 * between thousands, because people copy amounts from everywhere; refuses to guess at anything else.
 */
public sealed interface TypedAmount {

    /** A readable amount, zero and negative included: whether it is allowed is the caller's rule. */
    record Readable(Money money) implements TypedAmount {}

    /** Nothing was typed. */
    record Missing() implements TypedAmount {}

    /** Not a number at all, or grouped in a way that can be read two ways, such as {@code 1.000,50.00}. */
    record NotANumber() implements TypedAmount {}

    /** More decimals than the currency has, such as {@code 1.005}. */
    record TooFine() implements TypedAmount {}

    /** More than 12 digits before the decimal mark: a slip of the finger, and far from any limit. */
    record TooLarge() implements TypedAmount {}

    /** Reads {@code text} as an amount of {@code currency}. */
    static TypedAmount read(@Nullable String text, Currency currency) {
        String bare = text == null ? "" : text.replaceAll("[\\s\\u00a0\\u202f]", "");
        if (bare.isEmpty()) {
            return new Missing();
        }
        var match = Parts.PATTERN.matcher(bare);
        if (!match.matches()) {
            return new NotANumber();
        }
        String whole = match.group(2);
        String fraction = match.group(3) == null ? "" : match.group(3);
        int digits = currency.getDefaultFractionDigits();
        if (fraction.length() > digits) {
            return new TooFine();
        }
        if (whole.length() > 12) {
            return new TooLarge();
        }
        long minor = Long.parseLong(whole + fraction + "0".repeat(digits - fraction.length()));
        boolean negative = !match.group(1).isEmpty();
        return new Readable(new Money(negative ? -minor : minor, currency));
    }

    /** Keeps the pattern out of the interface's public face. */
    final class Parts {
        private static final Pattern PATTERN = Pattern.compile("([-\\u2212]?)(\\d{1,40})(?:[.,](\\d{1,40}))?");

        private Parts() {}
    }
}
