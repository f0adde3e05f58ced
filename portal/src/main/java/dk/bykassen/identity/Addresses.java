package dk.bykassen.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dk.bykassen.tenant.Tenant;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses as people type them, brought into the one form in which they are kept, compared and written to. */
public final class Addresses {

    /** RFC 5321, section 4.5.3.1, less the angle brackets. */
    private static final int LONGEST_EMAIL = 254;

    /**
     * Plain on purpose: an address is proved by what arrives, not by its shape. Names of other scripts need mail servers
     * that few people have (RFC 6531) and are refused here rather than by a mail server later, when nobody looks.
     */
    private static final Pattern EMAIL =
            Pattern.compile("([\\x21-\\x7e&&[^@<>\",;:()\\[\\]\\\\]]{1,64})@([^\\s@]{1,253})");

    private static final Pattern HOST = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    /** Digits of any script, and what people put between them. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[\\p{Nd}][\\p{Nd} ./()\\u00a0\\u2010-\\u2013-]{3,30}");

    private static final Set<PhoneNumberType> MOBILE =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    private Addresses() {}

    /** Lower case, its host as mail servers know it: {@code Bo@Blåbær.dk} is {@code bo@xn--blbr-roah.dk}. */
    public static Optional<String> email(String typed) {
        var parts = EMAIL.matcher(typed.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = parts.group(1).toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            return Optional.empty();
        }
        try {
            String host = IDN.toASCII(
                            Normalizer.normalize(parts.group(2), Normalizer.Form.NFC), IDN.USE_STD3_ASCII_RULES)
                    .toLowerCase(Locale.ROOT);
            String address = name + "@" + host;
            return address.length() <= LONGEST_EMAIL && HOST.matcher(host).matches()
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException notAHost) {
            return Optional.empty();
        }
    }

    /** A mobile number in E.164; one without a country is of {@code country}, and {@code 00} begins a foreign one. */
    public static Optional<String> mobile(String typed, Tenant.Country country) {
        return parsed(typed, country)
                .filter(number -> MOBILE.contains(phones().getNumberType(number)))
                .map(Addresses::e164);
    }

    /** Any telephone number in E.164, read as {@link #mobile}. */
    public static Optional<String> phone(String typed, Tenant.Country country) {
        return parsed(typed, country).map(Addresses::e164);
    }

    /** A number in E.164 as people read it: national at home, with its country abroad. */
    public static String shown(String e164, Tenant.Country country) {
        try {
            PhoneNumber number = phones().parse(e164, country.name());
            boolean home = phones().getCountryCodeForRegion(country.name()) == number.getCountryCode();
            return phones().format(number, home ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)
                    .replace(' ', '\u00a0');
        } catch (NumberParseException notANumber) {
            return e164;
        }
    }

    /** An address of another script as people read it: {@code bo@blåbær.dk}. */
    public static String shown(String email) {
        int at = email.lastIndexOf('@');
        return at < 0 ? email : email.substring(0, at + 1) + IDN.toUnicode(email.substring(at + 1));
    }

    private static Optional<PhoneNumber> parsed(String typed, Tenant.Country country) {
        String tidy = typed.strip();
        if (!NUMBER.matcher(tidy).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = phones().parse(tidy, country.name());
            return phones().isValidNumber(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    private static String e164(PhoneNumber number) {
        return phones().format(number, PhoneNumberFormat.E164);
    }

    /** The library's own holder is loaded once, at the first number somebody types. */
    private static PhoneNumberUtil phones() {
        return PhoneNumberUtil.getInstance();
    }
}
