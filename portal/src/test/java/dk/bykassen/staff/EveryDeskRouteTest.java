package dk.bykassen.staff;

import static dk.bykassen.staff.Role.ADMINISTRATOR;
import static dk.bykassen.staff.Role.AUDITOR;
import static dk.bykassen.staff.Role.CASHIER;
import static dk.bykassen.staff.Role.CUSTOMER_SERVICE;
import static dk.bykassen.staff.Role.FINANCE;
import static dk.bykassen.staff.Role.PARKING_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.web.Open;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the desk, tried by every role, by a member without any, by a stranger, by a citizen and by staff of another
 * town. What each may is written here by hand a second time: a slip in the product's table shows as a difference.
 */
class EveryDeskRouteTest extends DeskTown {

    private static final Set<Role> ALL = Set.of(Role.values());
    private static final Set<Role> PEOPLE = Set.of(CUSTOMER_SERVICE, CASHIER, FINANCE);

    /** Open to strangers: the way in and the way out. */
    private static final Set<String> DOORS =
            Set.of("GET /staff/sign-in", "GET /staff/signed-out", "POST /staff/sign-out");

    /** Who may call what. A new address must be added here, or the walk fails. */
    private static final Map<String, Set<Role>> MAY = Map.ofEntries(
            Map.entry("GET /staff", ALL),
            Map.entry("GET /staff/people", PEOPLE),
            Map.entry("POST /staff/people", PEOPLE),
            Map.entry("GET /staff/people/none", PEOPLE),
            Map.entry("GET /staff/people/{id}", PEOPLE),
            Map.entry("GET /staff/people/{id}/picture", PEOPLE),
            Map.entry("POST /staff/people/{id}/reason", PEOPLE),
            Map.entry("POST /staff/people/{id}/sessions/end", Set.of(CUSTOMER_SERVICE)),
            Map.entry("GET /staff/people/{id}/change", Set.of(CUSTOMER_SERVICE)),
            Map.entry("POST /staff/people/{id}/change", Set.of(CUSTOMER_SERVICE)),
            Map.entry("GET /staff/people/{id}/acts/{act}/{thing}", Set.of(CUSTOMER_SERVICE)),
            Map.entry("POST /staff/people/{id}/acts/{act}/{thing}", Set.of(CUSTOMER_SERVICE)),
            Map.entry("GET /staff/audit", Set.of(AUDITOR)),
            Map.entry("POST /staff/audit", Set.of(AUDITOR)),
            Map.entry("GET /staff/audit.csv", Set.of(AUDITOR)),
            Map.entry("GET /staff/assist", Set.of(CUSTOMER_SERVICE)),
            Map.entry("POST /staff/assist", Set.of(CUSTOMER_SERVICE)),
            Map.entry("POST /staff/assist/{id}/open", Set.of(CUSTOMER_SERVICE)),
            Map.entry("POST /staff/assist/{id}/end", Set.of(CUSTOMER_SERVICE)),
            Map.entry("GET /staff/imports", Set.of(ADMINISTRATOR)),
            Map.entry("POST /staff/imports", Set.of(ADMINISTRATOR)),
            Map.entry("GET /staff/imports/{id}", Set.of(ADMINISTRATOR)),
            Map.entry("POST /staff/imports/{id}/confirm", Set.of(ADMINISTRATOR)),
            Map.entry("POST /staff/imports/{id}/discard", Set.of(ADMINISTRATOR)),
            Map.entry("GET /staff/users", Set.of(ADMINISTRATOR)),
            Map.entry("POST /staff/users/{id}/end-sessions", Set.of(ADMINISTRATOR)),
            Map.entry("GET /staff/roles", Set.of(ADMINISTRATOR)),
            Map.entry("GET /staff/roles/change", Set.of(ADMINISTRATOR)),
            Map.entry("POST /staff/roles/change", Set.of(ADMINISTRATOR)));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void everyAddressIsInTheTableAndKept() {
        Map<String, HandlerMethod> routes = routes();

        var expected = new TreeSet<>(MAY.keySet());
        expected.addAll(DOORS);
        assertThat(routes.keySet()).isEqualTo(expected);
        routes.forEach((route, handler) -> {
            boolean open = AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Open.class)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Open.class);
            assertThat(open).as(route).isEqualTo(DOORS.contains(route));
            assertThat(handler.hasMethodAnnotation(Needs.class)).as(route).isEqualTo(!open);
        });
    }

    @Test
    void eachRoleOpensItsOwnPagesAndNoOther() {
        for (Role role : Role.values()) {
            Visitor member = member(town, "Member " + role, role);
            for (String route : MAY.keySet()) {
                Answer answer = visit(member, route);
                if (MAY.get(route).contains(role)) {
                    assertThat(answer.status())
                            .as("%s by %s", route, role)
                            .isNotEqualTo(403)
                            .isLessThan(500);
                    assertThat(answer.location()).as("%s by %s", route, role).doesNotContain("/sign-in");
                } else {
                    assertThat(answer.status()).as("%s by %s", route, role).isEqualTo(403);
                    assertThat(answer.body()).as("%s by %s", route, role).contains("Det må din rolle ikke");
                }
            }
        }
    }

    @Test
    void aMemberWithoutARoleOpensNothingAndReadsWhomToAsk() {
        member(town, "Torben Hede", ADMINISTRATOR);
        Visitor nobody = member(town, "Ny Medarbejder");

        for (String route : MAY.keySet()) {
            Answer answer = visit(nobody, route);
            assertThat(answer.status()).as(route).isEqualTo(403);
            assertThat(answer.body()).as(route).contains("Du har ingen rolle her endnu", "Torben Hede");
        }
    }

    @Test
    void strangersCitizensAndStaffOfAnotherTownAreStrangersHere() {
        Visitor neighbour = member(foundTown(), "Else Ravn", Role.values());
        Visitor carried = browser();
        carried.cookies().putAll(neighbour.cookies());
        Visitor citizen = citizen("740583-1012");
        assertThat(citizen.get("/payment-methods").status()).isEqualTo(200);

        for (String route : MAY.keySet()) {
            for (Visitor visitor : java.util.List.of(browser(), citizen, carried)) {
                Answer answer = visit(visitor, route);
                assertThat(answer.status()).as(route).isEqualTo(303);
                assertThat(answer.location()).as(route).startsWith("/staff/sign-in");
            }
        }
    }

    @Test
    void anotherSpellingOfAnAddressIsNoWayRoundTheDoor() {
        Visitor citizen = citizen("740583-1012");

        for (String spelling : Set.of("/%73taff", "/st%61ff", "/staff/%2e", "/staff/", "/staff;x=1", "//staff")) {
            Answer answer = citizen.get(spelling);
            assertThat(answer.status()).as(spelling).isIn(303, 400, 404);
            assertThat(answer.location()).as(spelling).matches("|/staff/sign-in.*");
        }
    }

    @Test
    void aSessionAtTheDeskOpensNoCitizensPage() {
        Visitor member = member(Role.values());

        assertThat(member.get("/payment-methods").location()).startsWith("/sign-in");
        assertThat(member.get("/").body()).doesNotContain("Bo Jensen");
    }

    @Test
    void theRolesAreAllTried() {
        assertThat(ALL)
                .containsExactlyInAnyOrder(CUSTOMER_SERVICE, CASHIER, PARKING_OFFICER, FINANCE, ADMINISTRATOR, AUDITOR);
        assertThat(PEOPLE).isSubsetOf(ALL);
    }

    private Answer visit(Visitor visitor, String route) {
        String[] parts = route.split(" ");
        String path = parts[1].replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        if (parts[0].equals("GET")) {
            return visitor.get(path);
        }
        Answer page = visitor.get("/staff/no-such-page");
        return visitor.post(path, page.body().contains("_csrf") ? Map.of("_csrf", page.csrf()) : Map.of());
    }

    private Map<String, HandlerMethod> routes() {
        return mappings.getHandlerMethods().entrySet().stream()
                .flatMap(known -> known.getKey().getPatternValues().stream()
                        .filter(pattern -> pattern.equals("/staff") || pattern.startsWith("/staff/"))
                        .flatMap(pattern -> known.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> Map.entry(method + " " + pattern, known.getValue()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }
}
