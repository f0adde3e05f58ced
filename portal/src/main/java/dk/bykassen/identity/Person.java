package dk.bykassen.identity;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody the town knows.
 *
 * @param id inside the database
 * @param publicId in addresses and the audit trail
 * @param firstName empty where nobody told it
 * @param lastName empty where nobody told it
 * @param number the part of the person number that may be shown, six digits; null where the person has none
 * @param mobile in E.164
 * @param isProtected whether name and address are protected in the population register
 */
public record Person(
        long id,
        UUID publicId,
        String firstName,
        String lastName,
        @Nullable LocalDate birthDate,
        @Nullable String number,
        @Nullable String email,
        @Nullable String mobile,
        Locale language,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String city,
        boolean isProtected) {

    /** What to call the person on a page: the full name, or a plain word where no name is known. */
    public String name() {
        return Names.shown(firstName, lastName);
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "Person " + publicId;
    }
}
