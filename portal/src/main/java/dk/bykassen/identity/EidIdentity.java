package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an eID broker vouches for.
 *
 * @param subject who it is at this issuer, for this client
 * @param firstName empty where the broker tells no name, or the name is protected
 * @param birthDate as told, or as the number tells it
 * @param number null where the broker does not hand it over
 * @param isProtected whether name and address are protected in the population register
 */
record EidIdentity(
        String issuer,
        String subject,
        String firstName,
        String lastName,
        @Nullable LocalDate birthDate,
        @Nullable PersonNumber number,
        boolean isProtected) {

    /** Signaturgruppen, Idura. */
    private static final List<String> DANISH_NUMBER = List.of("dk.cpr", "cprNumberIdentifier");
    /** ID-porten. */
    private static final String NORWEGIAN_NUMBER = "pid";

    private static final List<String> BIRTH_DATE = List.of("mitid.date_of_birth", "birthdate");
    private static final List<String> NAME = List.of("mitid.identity_name", "name");

    /** Reads the claims of UserInfo, in the names of the brokers we know. */
    static EidIdentity of(String issuer, String subject, Map<String, Object> claims) {
        PersonNumber number = text(claims, DANISH_NUMBER)
                .flatMap(PersonNumber::danish)
                .or(() -> text(claims, List.of(NORWEGIAN_NUMBER)).flatMap(PersonNumber::norwegian))
                .orElse(null);
        String full = text(claims, NAME).orElse("");
        boolean isProtected = Names.areProtected(full);
        Names.Parts name = isProtected ? Names.Parts.UNKNOWN : name(claims, full);
        return new EidIdentity(
                issuer,
                subject,
                name.first(),
                name.last(),
                text(claims, BIRTH_DATE)
                        .flatMap(EidIdentity::date)
                        .or(() -> Optional.ofNullable(number).map(PersonNumber::birthDate))
                        .orElse(null),
                number,
                isProtected);
    }

    Names.Parts name() {
        return new Names.Parts(firstName, lastName);
    }

    boolean tellsName() {
        return !name().full().isEmpty();
    }

    /** Never what it says: records end up in logs. */
    @Override
    public String toString() {
        return "EidIdentity";
    }

    private static Names.Parts name(Map<String, Object> claims, String full) {
        Optional<String> given = text(claims, List.of("given_name"));
        Optional<String> family = text(claims, List.of("family_name"));
        return given.isPresent() && family.isPresent()
                ? new Names.Parts(given.get(), family.get())
                : Names.Parts.of(full);
    }

    private static Optional<String> text(Map<String, Object> claims, List<String> names) {
        return names.stream()
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(value -> ((String) value).strip())
                .filter(value -> !value.isEmpty() && value.length() <= 200)
                .findFirst();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
