package dk.bykassen.staff;

import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer as a line of a file tells of one, every field in the form it is kept in.
 *
 * @param number digits alone
 * @param email in the form of {@link Addresses#email}
 * @param mobile in E.164
 */
public record Customer(
        String firstName,
        String lastName,
        @Nullable String number,
        @Nullable String email,
        @Nullable String mobile,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String city) {

    /** Longer than any field of a customer; a quote that never ends makes longer ones. */
    private static final int LONGEST = 300;

    /** What is wrong with a line: the end of a message key. */
    public enum Fault {
        LONG,
        FORMULA,
        NO_NAME,
        NAME_LONG,
        NUMBER,
        EMAIL,
        MOBILE,
        ADDRESS_LONG,
        NO_ADDRESS,
        TWICE;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a line turned out to be: somebody, or the first thing that is wrong with it. */
    sealed interface Read {}

    record Right(Customer customer) implements Read {}

    record Wrong(Fault fault) implements Read {}

    static Read of(CustomerFile.Line line, Tenant.Country country) {
        if (line.fields().values().stream().anyMatch(field -> field.length() > LONGEST)) {
            return new Wrong(Fault.LONG);
        }
        if (line.fields().entrySet().stream()
                .anyMatch(field -> isFormula(field.getValue()) && field.getKey() != Column.MOBILE)) {
            return new Wrong(Fault.FORMULA);
        }
        String first = tidy(line.get(Column.FIRST_NAME));
        String last = tidy(line.get(Column.LAST_NAME));
        if (first.isEmpty() && last.isEmpty()) {
            String full = tidy(line.get(Column.NAME));
            int space = full.lastIndexOf(' ');
            first = space < 0 ? full : full.substring(0, space);
            last = space < 0 ? "" : full.substring(space + 1);
        }
        if (first.isEmpty() && last.isEmpty()) {
            return new Wrong(Fault.NO_NAME);
        }
        if (first.length() > 100 || last.length() > 100) {
            return new Wrong(Fault.NAME_LONG);
        }
        return reachable(line, country, first, last);
    }

    private static Read reachable(CustomerFile.Line line, Tenant.Country country, String first, String last) {
        String typedNumber = line.get(Column.NUMBER);
        Optional<PersonNumber> number = number(typedNumber, country);
        if (!typedNumber.isEmpty() && number.isEmpty()) {
            return new Wrong(Fault.NUMBER);
        }
        String typedEmail = line.get(Column.EMAIL);
        Optional<String> email = Addresses.email(typedEmail);
        if (!typedEmail.isEmpty() && email.isEmpty()) {
            return new Wrong(Fault.EMAIL);
        }
        String typedMobile = line.get(Column.MOBILE);
        Optional<String> mobile = Addresses.mobile(typedMobile, country);
        if (!typedMobile.isEmpty() && mobile.isEmpty()) {
            return new Wrong(Fault.MOBILE);
        }
        if (number.isEmpty() && email.isEmpty() && mobile.isEmpty()) {
            return new Wrong(Fault.NO_ADDRESS);
        }
        String address = tidy(line.get(Column.ADDRESS));
        String postcode = tidy(line.get(Column.POSTCODE));
        String city = tidy(line.get(Column.CITY));
        if (address.length() > 200 || postcode.length() > 12 || city.length() > 100) {
            return new Wrong(Fault.ADDRESS_LONG);
        }
        return new Right(new Customer(
                first,
                last,
                number.map(PersonNumber::digits).orElse(null),
                email.orElse(null),
                mobile.orElse(null),
                orNull(address),
                orNull(postcode),
                orNull(city)));
    }

    Optional<PersonNumber> personNumber(Tenant.Country country) {
        return number == null ? Optional.empty() : number(number, country);
    }

    /** @param language for messages to them */
    NewPerson person(Tenant.Country country, Locale language) {
        NewPerson person = NewPerson.named(firstName, lastName, language)
                .withContact(email, mobile)
                .withAddress(address, postcode, city);
        return personNumber(country).map(person::withNumber).orElse(person);
    }

    public String name() {
        return (firstName + " " + lastName).strip();
    }

    /** Never what it says: records end up in logs. */
    @Override
    public String toString() {
        return "Customer";
    }

    private static Optional<PersonNumber> number(String text, Tenant.Country country) {
        return country == Tenant.Country.DK ? PersonNumber.danish(text) : PersonNumber.norwegian(text);
    }

    /** A spreadsheet that opens a list of customers one day must not run one of them (OWASP: CSV injection). */
    private static boolean isFormula(String field) {
        return !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0;
    }

    private static String tidy(String field) {
        return field.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
