package dk.bykassen.withdrawal;

import dk.bykassen.tenant.Tenant.Country;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A bank account of somebody in Denmark or Norway, checked as far as its digits tell. Blanks, dots and hyphens are forgiven.
 *
 * @param iban without blanks
 */
record BankNumber(String iban) {

    private static final int DANISH = 18;
    private static final int NORWEGIAN = 15;
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /** What was typed and could not be an account. */
    enum Fault {
        /** Neither an IBAN nor what people at home know their account by. */
        SHAPE,
        /** The check digits do not fit: a slip of the finger. */
        CHECK,
        /** A bank in another country. */
        COUNTRY
    }

    /** What was read. */
    sealed interface Read {}

    record Readable(BankNumber number) implements Read {}

    record Wrong(Fault fault) implements Read {}

    /**
     * Reads an IBAN, or the number as banks of {@code home} print it: registration number and account in Denmark (no check
     * digits), eleven digits in Norway.
     */
    static Read read(String typed, Country home) {
        String bare = typed.replaceAll("[\\s.\\u00a0-]", "").toUpperCase(java.util.Locale.ROOT);
        if (bare.matches("[A-Z]{2}[0-9A-Z]*")) {
            return international(bare);
        }
        if (!bare.matches("\\d{5,14}") || !typed.matches("[\\d\\s.\\u00a0-]*")) {
            return new Wrong(Fault.SHAPE);
        }
        return home == Country.DK ? danish(bare) : norwegian(bare);
    }

    /** Four digits of the branch and up to ten of the account. */
    private static Read danish(String digits) {
        String account = "%10s".formatted(digits.substring(4)).replace(' ', '0');
        if (digits.startsWith("0000") || account.matches("0+")) {
            return new Wrong(Fault.SHAPE);
        }
        return new Readable(ofBasic("DK", digits.substring(0, 4) + account));
    }

    private static Read norwegian(String digits) {
        if (digits.length() != 11) {
            return new Wrong(Fault.SHAPE);
        }
        return fitsNorway(digits) ? new Readable(ofBasic("NO", digits)) : new Wrong(Fault.CHECK);
    }

    private static Read international(String iban) {
        if (!iban.matches("[A-Z]{2}\\d{2}[0-9A-Z]{8,30}")) {
            return new Wrong(Fault.SHAPE);
        }
        Optional<Integer> length = switch (iban.substring(0, 2)) {
            case "DK" -> Optional.of(DANISH);
            case "NO" -> Optional.of(NORWEGIAN);
            default -> Optional.empty();
        };
        if (length.isEmpty()) {
            return new Wrong(Fault.COUNTRY);
        }
        if (iban.length() != length.get() || !iban.substring(2).matches("\\d+")) {
            return new Wrong(Fault.SHAPE);
        }
        boolean fits = rest(iban) == 1 && (iban.startsWith("DK") || fitsNorway(iban.substring(4)));
        return fits ? new Readable(new BankNumber(iban)) : new Wrong(Fault.CHECK);
    }

    private static BankNumber ofBasic(String country, String basic) {
        return new BankNumber("%s%02d%s".formatted(country, 98 - rest(country + "00" + basic), basic));
    }

    /** ISO 13616: the country and check digits last, letters as two digits, modulo 97. */
    private static int rest(String iban) {
        var digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4))
                .chars()
                .forEach(letter -> digits.append(Character.digit(letter, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).intValue();
    }

    /** Modulo 11 with weights 5432765432 (Bits). */
    private static boolean fitsNorway(String digits) {
        int[] weights = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
        int sum = 0;
        for (int place = 0; place < weights.length; place++) {
            sum += weights[place] * (digits.charAt(place) - '0');
        }
        return sum % 11 == 0;
    }

    String lastFour() {
        return iban.substring(iban.length() - 4);
    }

    /** As it is printed at home, for whoever typed it to compare: {@code 1234 0000567890}, {@code 8601 11 17947}. */
    String shown() {
        String basic = iban.substring(4);
        return iban.startsWith("DK")
                ? basic.substring(0, 4) + " " + basic.substring(4)
                : basic.substring(0, 4) + " " + basic.substring(4, 6) + " " + basic.substring(6);
    }

    /** Never the number: records end up in logs. */
    @Override
    public String toString() {
        return "BankNumber";
    }
}
