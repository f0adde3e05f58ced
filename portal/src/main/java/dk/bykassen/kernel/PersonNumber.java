package dk.bykassen.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A national identity number. Its text form never leaves by accident: {@link #toString()} shows the birth date part alone.
 *
 * @param country who issued it
 * @param digits ten digits for Denmark, eleven for Norway, without separators
 */
public record PersonNumber(Country country, String digits) {

    public enum Country {
        DK,
        NO
    }

    /**
     * Reads a Danish CPR number, hyphen or spaces forgiven. The date part must be real; day + 60 (an administrative or
     * test number) is accepted. Modulus 11 is not asked for: since 2007 valid numbers fail it (CPR office).
     */
    public static Optional<PersonNumber> danish(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{10}")) {
            return Optional.empty();
        }
        var number = new PersonNumber(Country.DK, digits);
        return dateOf(number).map(date -> number);
    }

    /**
     * Reads a Norwegian fødselsnummer, D-number (day + 40), H-number (month + 40) or synthetic number (month + 80). The
     * first control digit may also follow the rule in force from 2032 (Skatteetaten: remainders 1 to 3 are allowed too).
     */
    public static Optional<PersonNumber> norwegian(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{11}")) {
            return Optional.empty();
        }
        int first = weighted(digits, 3, 7, 6, 1, 8, 9, 4, 5, 2);
        int second = weighted(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
        int rest = (first + digits.charAt(9) - '0') % 11;
        boolean firstFits = rest <= 3;
        boolean secondFits = (second + digits.charAt(10) - '0') % 11 == 0;
        var number = new PersonNumber(Country.NO, digits);
        return firstFits && secondFits ? dateOf(number).map(date -> number) : Optional.empty();
    }

    /** The day of birth the number tells. */
    public LocalDate birthDate() {
        return dateOf(this).orElseThrow(() -> new IllegalStateException("a person number without a real date"));
    }

    /** The part that may be shown: six digits as printed, without the personal part. */
    public String shown() {
        return digits.substring(0, 6);
    }

    @Override
    public String toString() {
        return shown() + (country == Country.DK ? "-****" : " *****");
    }

    private static Optional<LocalDate> dateOf(PersonNumber number) {
        String digits = number.digits;
        int day = Integer.parseInt(digits, 0, 2, 10);
        int month = Integer.parseInt(digits, 2, 4, 10);
        int year = Integer.parseInt(digits, 4, 6, 10);
        int century = number.country == Country.DK
                ? danishCentury(digits.charAt(6) - '0', year)
                : norwegianCentury(Integer.parseInt(digits, 6, 9, 10), year);
        int realDay = number.country == Country.DK ? day % 60 : day > 40 ? day - 40 : day;
        int realMonth =
                number.country == Country.DK ? month : month > 80 ? month - 80 : month > 40 ? month - 40 : month;
        try {
            return Optional.of(LocalDate.of(century + year, realMonth, realDay));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** CPR office: the seventh digit tells the century. */
    private static int danishCentury(int seventh, int year) {
        if (seventh <= 3) {
            return 1900;
        }
        if (seventh == 4 || seventh == 9) {
            return year >= 37 ? 1900 : 2000;
        }
        return year >= 58 ? 1800 : 2000;
    }

    /** Skatteetaten: the individual number tells the century; from 2032 only 000-499 are bound to it, so young wins. */
    private static int norwegianCentury(int individual, int year) {
        if (individual < 500) {
            return 1900;
        }
        if (individual >= 900 && year >= 40) {
            return 1900;
        }
        return individual < 750 && year >= 54 ? 1800 : 2000;
    }

    private static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum;
    }
}
