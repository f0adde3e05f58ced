package dk.bykassen.password;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to become known, as they typed it and in normal forms.
 *
 * @param company null for a private person
 * @param businessNumber CVR or organisation number, digits alone; null for a private person
 * @param mobile in E.164
 * @param passwordHash the stored form of the password
 * @param language a code such as {@code da}
 */
record Applicant(
        String firstName,
        String lastName,
        @Nullable String company,
        @Nullable String businessNumber,
        String email,
        @Nullable String mobile,
        String passwordHash,
        String language) {

    Locale locale() {
        return Locale.of(language);
    }

    /** Never what it says: records end up in logs. */
    @Override
    public String toString() {
        return "Applicant";
    }
}
