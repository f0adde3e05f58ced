package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to become known.
 *
 * @param birthDate where no number tells it
 * @param email in the form of {@link Addresses#email}
 * @param mobile in E.164
 * @param company the company they stand for; null for somebody private
 */
public record NewPerson(
        String firstName,
        String lastName,
        @Nullable LocalDate birthDate,
        @Nullable PersonNumber number,
        @Nullable String email,
        @Nullable String mobile,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String city,
        @Nullable Company company,
        Locale language,
        boolean isProtected,
        boolean isNamedByEid) {

    public static NewPerson named(String firstName, String lastName, Locale language) {
        return new NewPerson(
                firstName, lastName, null, null, null, null, null, null, null, null, language, false, false);
    }

    public NewPerson withNumber(PersonNumber known) {
        return new NewPerson(
                firstName,
                lastName,
                known.birthDate(),
                known,
                email,
                mobile,
                address,
                postcode,
                city,
                company,
                language,
                isProtected,
                isNamedByEid);
    }

    public NewPerson withBirthDate(LocalDate known) {
        return new NewPerson(
                firstName,
                lastName,
                known,
                number,
                email,
                mobile,
                address,
                postcode,
                city,
                company,
                language,
                isProtected,
                isNamedByEid);
    }

    public NewPerson withContact(@Nullable String knownEmail, @Nullable String knownMobile) {
        return new NewPerson(
                firstName,
                lastName,
                birthDate,
                number,
                knownEmail,
                knownMobile,
                address,
                postcode,
                city,
                company,
                language,
                isProtected,
                isNamedByEid);
    }

    public NewPerson withAddress(
            @Nullable String knownAddress, @Nullable String knownPostcode, @Nullable String knownCity) {
        return new NewPerson(
                firstName,
                lastName,
                birthDate,
                number,
                email,
                mobile,
                knownAddress,
                knownPostcode,
                knownCity,
                company,
                language,
                isProtected,
                isNamedByEid);
    }

    public NewPerson standingFor(@Nullable Company known) {
        return new NewPerson(
                firstName,
                lastName,
                birthDate,
                number,
                email,
                mobile,
                address,
                postcode,
                city,
                known,
                language,
                isProtected,
                isNamedByEid);
    }

    /** Known by what an eID told; its owner cannot change the name here. */
    NewPerson asToldByEid(boolean hidesName, boolean tellsName) {
        return new NewPerson(
                firstName, lastName, birthDate, number, email, mobile, address, postcode, city, company, language,
                hidesName, tellsName);
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "NewPerson";
    }
}
