package dk.bykassen.simulator.gateway;

import dk.bykassen.simulator.web.Params;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The card fields of a payment window, as typed. */
public record CardForm(String holder, String number, String expiry, String cvc) {

    private static final Pattern EXPIRY = Pattern.compile("(\\d{2})\\s*[/.-]?\\s*(\\d{2})");

    public static CardForm of(Params form) {
        return new CardForm(form.text("holder"), form.text("number"), form.text("expiry"), form.text("cvc"));
    }

    /** A form filled in with a test card, so that a demonstration needs no typing. */
    public static CardForm filledWith(TestCard card) {
        return new CardForm("Test Person", card.spaced(), "08/29", "123");
    }

    public static CardForm empty() {
        return new CardForm("", "", "", "");
    }

    /** Which fields are wrong, each with the key of its explanation; empty when all is well. */
    public Map<String, String> errors(YearMonth now) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (holder.isEmpty() || holder.length() > 80) {
            errors.put("holder", "card.error.holder");
        }
        if (!isPlausibleNumber(digits())) {
            errors.put("number", "card.error.number");
        } else if (TestCard.of(digits()).isEmpty()) {
            errors.put("number", "card.error.unknown");
        }
        Matcher month = EXPIRY.matcher(expiry);
        if (!month.matches() || Integer.parseInt(month.group(1)) < 1 || Integer.parseInt(month.group(1)) > 12) {
            errors.put("expiry", "card.error.expiry");
        } else if (validThrough().isBefore(now)) {
            errors.put("expiry", "card.error.passed");
        }
        if (!cvc.matches("\\d{3}")) {
            errors.put("cvc", "card.error.cvc");
        }
        return errors;
    }

    public String digits() {
        return number.replaceAll("[\\s-]", "");
    }

    /**
     * The last month in which the card is good.
     *
     * @throws DateTimeException when the field holds no month
     */
    public YearMonth validThrough() {
        Matcher month = EXPIRY.matcher(expiry);
        if (!month.matches()) {
            throw new DateTimeException("No month: " + expiry);
        }
        return YearMonth.of(2000 + Integer.parseInt(month.group(2)), Integer.parseInt(month.group(1)));
    }

    /** 12 to 19 digits whose last is the Luhn check digit (ISO/IEC 7812). */
    static boolean isPlausibleNumber(String digits) {
        if (!digits.matches("\\d{12,19}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
