package dk.bykassen.identity;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people tell about themselves, apart from the addresses they are written to; fields mean what they do in {@link Person}. */
public record Details(
        String firstName,
        String lastName,
        @Nullable LocalDate birthDate,
        @Nullable Gender gender,
        @Nullable String privatePhone,
        @Nullable String workPhone,
        Locale language,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String city,
        @Nullable Company company) {

    public static Details of(Person person) {
        return new Details(
                person.firstName(),
                person.lastName(),
                person.birthDate(),
                person.gender(),
                person.privatePhone(),
                person.workPhone(),
                person.language(),
                person.address(),
                person.postcode(),
                person.city(),
                person.company());
    }

    boolean hasAddressOf(Details other) {
        return Objects.equals(address, other.address)
                && Objects.equals(postcode, other.postcode)
                && Objects.equals(city, other.city);
    }

    /** Never what it says: records end up in logs. */
    @Override
    public String toString() {
        return "Details";
    }
}
