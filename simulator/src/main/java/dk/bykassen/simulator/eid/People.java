package dk.bykassen.simulator.eid;

import java.time.LocalDate;
import java.util.ArrayList;
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

    /** What a member of staff may do, as the directory writes it into the claim {@code roles}. */
    private static final List<String> ROLES =
            List.of("customer-service", "cashier", "parking-officer", "finance", "administrator", "auditor");

    /** In each town somebody with every role, then one for each. */
    private static final Map<String, List<Person>> STAFF = Map.of(
            "fjordby",
            staff("Birgit Dam", "Henrik Skov", "Lone Krag", "Torben Hede", "Mette Bro", "Søren Toft", "Inger Kvist"),
            "klosterby",
            staff("Else Ravn", "Ib Storm", "Grethe Lyng", "Palle Kjær", "Ulla Stenholt", "Bent Mark", "Hanne Lilje"),
            "bypark",
            staff("Tina Vang", "Omar Said", "Rikke Hald", "Jonas Berg", "Dorte Vest", "Kim Aagaard", "Lis Munk"),
            "nidby",
            staff(
                    "Solveig Moen",
                    "Terje Lie",
                    "Anne Haug",
                    "Knut Foss",
                    "Ragnhild Bakke",
                    "Øyvind Strand",
                    "Marit Vold"));

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

    private static List<Person> staff(String withAll, String... withOneEach) {
        List<Person> people = new ArrayList<>(List.of(Person.staff(withAll, ROLES)));
        for (int i = 0; i < withOneEach.length; i++) {
            people.add(Person.staff(withOneEach[i], List.of(ROLES.get(i))));
        }
        return List.copyOf(people);
    }
}
