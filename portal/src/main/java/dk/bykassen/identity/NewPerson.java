package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to become known.
 *
 * @param birthDate where no number tells it
 * @param company the company they stand for; null for somebody private
 */
public record NewPerson(
        String firstName,
        String lastName,
        @Nullable LocalDate birthDate,
        @Nullable PersonNumber number,
        Contact contact,
        Home home,
        @Nullable Company company,
        Locale language,
        boolean isProtected,
        boolean isNamedByEid) {

    /**
     * How to reach them.
     *
     * @param email in the form of {@link Addresses#email}
     * @param mobile in E.164
     */
    record Contact(@Nullable String email, @Nullable String mobile) {}

    /** Where they live. */
    record Home(
            @Nullable String address,
            @Nullable String postcode,
            @Nullable String city) {}

    public static NewPerson named(String firstName, String lastName, Locale language) {
        var unreached = new Contact(null, null);
        var nowhere = new Home(null, null, null);
        return new NewPerson(firstName, lastName, null, null, unreached, nowhere, null, language, false, false);
    }

    public NewPerson withNumber(PersonNumber known) {
        return new NewPerson(
                firstName,
                lastName,
                known.birthDate(),
                known,
                contact,
                home,
                company,
                language,
                isProtected,
                isNamedByEid);
    }

    public NewPerson withBirthDate(LocalDate known) {
        return new NewPerson(
                firstName, lastName, known, number, contact, home, company, language, isProtected, isNamedByEid);
    }

    public NewPerson withContact(@Nullable String email, @Nullable String mobile) {
        var known = new Contact(email, mobile);
        return new NewPerson(
                firstName, lastName, birthDate, number, known, home, company, language, isProtected, isNamedByEid);
    }

    public NewPerson withAddress(@Nullable String address, @Nullable String postcode, @Nullable String city) {
        var known = new Home(address, postcode, city);
        return new NewPerson(
                firstName, lastName, birthDate, number, contact, known, company, language, isProtected, isNamedByEid);
    }

    public NewPerson standingFor(@Nullable Company known) {
        return new NewPerson(
                firstName, lastName, birthDate, number, contact, home, known, language, isProtected, isNamedByEid);
    }

    /** Known by what an eID told; its owner cannot change the name here. */
    NewPerson asToldByEid(boolean hidesName, boolean tellsName) {
        return new NewPerson(
                firstName, lastName, birthDate, number, contact, home, company, language, hidesName, tellsName);
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "NewPerson";
    }
}
