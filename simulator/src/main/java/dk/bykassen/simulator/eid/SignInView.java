package dk.bykassen.simulator.eid;

import dk.bykassen.simulator.web.Words;
import dk.bykassen.simulator.world.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sign-in page's contents. */
public record SignInView(String brand, String asks, List<Choice> known, List<Choice> odd) {

    /** One person's button. */
    public record Choice(String id, String name, String initials, String hint) {}

    static SignInView of(Issuer issuer, String tenant, Set<String> scopes, Words words) {
        List<Choice> known = new ArrayList<>();
        List<Choice> odd = new ArrayList<>();
        for (Person person : People.at(issuer, tenant)) {
            boolean special = person.hint().equals("protected") || person.hint().equals("no-pid");
            (special ? odd : known).add(choice(person, words));
        }
        String brand = issuer == Issuer.STAFF ? words.say("eid.staff") : issuer.brand();
        return new SignInView(brand, asks(issuer, tenant, scopes, words), known, odd);
    }

    private static Choice choice(Person person, Words words) {
        String hint = person.roles().isEmpty()
                ? words.say("eid.hint." + person.hint())
                : words.say(
                        "eid.roles",
                        person.roles().stream()
                                .map(role -> words.say("eid.role." + role))
                                .collect(Collectors.joining(", ")));
        return new Choice(person.id(), person.name(), person.initials(), hint);
    }

    private static String asks(Issuer issuer, String tenant, Set<String> scopes, Words words) {
        String what = switch (issuer) {
            case MITID -> scopes.contains("ssn") ? "eid.asks.cpr" : "eid.asks.name";
            case MITID_NOCPR -> "eid.asks.name";
            case IDPORTEN -> "eid.asks.pid";
            case STAFF -> "eid.asks.staff";
        };
        return words.say(what, Tenants.nameOf(tenant));
    }
}
