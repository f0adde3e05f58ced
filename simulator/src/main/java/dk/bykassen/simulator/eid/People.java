package dk.bykassen.simulator.eid;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who can sign in where. The same fictional people as in the demo's data, and some nobody knows yet. */
final class People {

    private static final List<Person> DANISH_NEWCOMERS = List.of(
            Person.dane("Ny Borger", "newcomer", "650695-1019"),
            Person.dane("Sofie Lind", "newcomer", "690788-1014"),
            Person.dane("Peter Bech", "newcomer", "880972-1011"),
            Person.dane("Beskyttet Borger", "protected", "770379-1016").withProtectedName());

    private static final List<Person> NORWEGIAN_NEWCOMERS = List.of(
            Person.norwegian("Ny Innbygger", "newcomer", "17889540281"),
            Person.norwegian("Ingrid Vik", "newcomer", "03869140049"),
            Person.withoutNumber("Utenlandsk Bruker", "no-pid", LocalDate.of(1990, 2, 11)));

    private static final Map<String, List<Person>> CITIZENS = Map.of(
            "fjordby",
            List.of(
                    Person.dane("Karen Holm", "karen-holm", "740583-1012"),
                    Person.dane("Jens Holm", "jens-holm", "620281-1015")),
            "klosterby",
            List.of(Person.dane("Anna Lund", "anna-lund", "711185-1011")),
            "bypark",
            List.of(Person.withoutNumber("Maja Friis", "maja-friis", LocalDate.of(1991, 8, 23))),
            "nidby",
            List.of(
                    Person.norwegian("Ola Nes", "ola-nes", "14837930198"),
                    Person.norwegian("Kari Nes", "kari-nes", "22918430273")));

    private static final Map<String, List<Person>> STAFF = Map.of(
            "fjordby",
            List.of(
                    Person.staff("Birgit Dam", "support", "finance", "settings"),
                    Person.staff("Henrik Skov", "support"),
                    Person.staff("Lone Krag", "finance"),
                    Person.staff("Torben Hede", "settings")),
            "klosterby",
            List.of(
                    Person.staff("Else Ravn", "support", "finance", "settings"),
                    Person.staff("Ib Storm", "support"),
                    Person.staff("Grethe Lyng", "finance"),
                    Person.staff("Palle Kjær", "settings")),
            "bypark",
            List.of(
                    Person.staff("Tina Vang", "support", "finance", "settings"),
                    Person.staff("Omar Said", "support"),
                    Person.staff("Rikke Hald", "finance"),
                    Person.staff("Jonas Berg", "settings")),
            "nidby",
            List.of(
                    Person.staff("Solveig Moen", "support", "finance", "settings"),
                    Person.staff("Terje Lie", "support"),
                    Person.staff("Anne Haug", "finance"),
                    Person.staff("Knut Foss", "settings")));

    private People() {}

    /** The people a tenant's sign-in page offers at this issuer. */
    static List<Person> at(Issuer issuer, String tenant) {
        if (issuer == Issuer.STAFF) {
            return STAFF.getOrDefault(tenant, List.of());
        }
        boolean norwegian = issuer == Issuer.IDPORTEN;
        Stream<Person> known =
                CITIZENS.getOrDefault(tenant, List.of()).stream().filter(person -> norwegian == tenant.equals("nidby"));
        return Stream.concat(known, (norwegian ? NORWEGIAN_NEWCOMERS : DANISH_NEWCOMERS).stream())
                .toList();
    }

    static Optional<Person> find(Issuer issuer, String tenant, String id) {
        return at(issuer, tenant).stream()
                .filter(person -> person.id().equals(id))
                .findFirst();
    }
}
