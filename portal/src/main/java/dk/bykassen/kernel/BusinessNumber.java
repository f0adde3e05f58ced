package dk.bykassen.kernel;

import java.util.Optional;

/**
 * The number of a company as people type it: CVR number in Denmark, organisation number in Norway, both with a check digit
 * modulo 11. Blanks, dots and the country's letters around it are no part of it.
 */
public final class BusinessNumber {

    private static final int[] CVR = {2, 7, 6, 5, 4, 3, 2, 1};
    private static final int[] ORGNR = {3, 2, 7, 6, 5, 4, 3, 2, 1};

    private BusinessNumber() {}

    /** Eight digits; weights 2 7 6 5 4 3 2 1. */
    public static Optional<String> danish(String typed) {
        return checked(typed.replaceFirst("(?i)^\\s*(DK|CVR)[\\s:.-]*", ""), CVR);
    }

    /** Nine digits; weights 3 2 7 6 5 4 3 2 and the check digit. */
    public static Optional<String> norwegian(String typed) {
        return checked(typed.replaceFirst("(?i)^\\s*NO[\\s:.-]*", "").replaceFirst("(?i)\\s*MVA\\s*$", ""), ORGNR);
    }

    private static Optional<String> checked(String typed, int[] weights) {
        String digits = typed.replaceAll("[\\s\\u00a0.-]", "");
        if (!digits.matches("[0-9]{" + weights.length + "}") || digits.startsWith("0")) {
            return Optional.empty();
        }
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum % 11 == 0 ? Optional.of(digits) : Optional.empty();
    }
}
