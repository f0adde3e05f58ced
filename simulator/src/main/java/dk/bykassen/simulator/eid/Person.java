package dk.bykassen.simulator.eid;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in. All are invented: a Danish test number has 60 added to its day, a Norwegian one 80 to its
 * month.
 *
 * @param name what the button says
 * @param hint the key of the line under the button
 * @param number CPR number or Norwegian personal number, digits only; null for who has none
 * @param roles what a member of staff may do; empty for citizens
 */
record Person(
        String name, String hint, @Nullable String number, LocalDate born, String identityName, List<String> roles) {

    /** A citizen with a Danish test number, written with its hyphen. */
    static Person dane(String name, String hint, String cpr) {
        String digits = cpr.replace("-", "");
        return new Person(name, hint, digits, TestNumbers.bornDane(digits), name, List.of());
    }

    /** A citizen with a Norwegian test number. */
    static Person norwegian(String name, String hint, String number) {
        return new Person(name, hint, number, TestNumbers.bornNorwegian(number), name, List.of());
    }

    static Person withoutNumber(String name, String hint, LocalDate born) {
        return new Person(name, hint, null, born, name, List.of());
    }

    static Person staff(String name, List<String> roles) {
        return new Person(name, "staff", null, LocalDate.of(1980, 1, 1), name, roles);
    }

    /** The same person with a protected name and address: nobody is told the name. */
    Person withProtectedName() {
        return new Person(name, hint, number, born, "NAVNE & ADRESSEBESKYTTET", roles);
    }

    /** What the form posts: the name in small ASCII letters. */
    String id() {
        String plain = name.toLowerCase(Locale.ROOT)
                .replace("ø", "oe")
                .replace("æ", "ae")
                .replace("å", "aa");
        return Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("[^a-z]+", "-");
    }

    String initials() {
        StringBuilder letters = new StringBuilder();
        for (String part : name.split(" ")) {
            letters.append(part.charAt(0));
        }
        return letters.toString();
    }

    Optional<String> personNumber() {
        return Optional.ofNullable(number);
    }

    String email() {
        return id().replace('-', '.') + "@example.com";
    }

    /** The person at one issuer and, with a client named, at one client only (pairwise): always the same. */
    UUID pseudonym(String... sector) {
        String text = String.join("|", sector) + "|" + id();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
