package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to become known.
 *
 * @param birthDate where no number tells it
 * @param mobile in E.164
 */
public record NewPerson(
        String firstName,
        String lastName,
        @Nullable LocalDate birthDate,
        @Nullable PersonNumber number,
        @Nullable String email,
        @Nullable String mobile,
        Locale language,
        boolean isProtected) {

    public static NewPerson named(String firstName, String lastName, Locale language) {
        return new NewPerson(firstName, lastName, null, null, null, null, language, false);
    }

    public NewPerson withNumber(PersonNumber known) {
        return new NewPerson(firstName, lastName, known.birthDate(), known, email, mobile, language, isProtected);
    }

    public NewPerson withBirthDate(LocalDate known) {
        return new NewPerson(firstName, lastName, known, number, email, mobile, language, isProtected);
    }

    public NewPerson withContact(@Nullable String knownEmail, @Nullable String knownMobile) {
        return new NewPerson(firstName, lastName, birthDate, number, knownEmail, knownMobile, language, isProtected);
    }

    NewPerson asProtected() {
        return new NewPerson(firstName, lastName, birthDate, number, email, mobile, language, true);
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "NewPerson";
    }
}
