package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import dk.bykassen.card.Accounts;
import dk.bykassen.journey.Households.Child;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.tenant.TermsLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who is signed in to one town reaches nothing of another's, nor of a neighbour's, by any route there is. */
@Journey
@Order(11)
class IsolationTest {

    private final JourneyTown town;
    private final HttpClient http = HttpClient.newHttpClient();

    IsolationTest(JourneyTown town) {
        this.town = town;
    }

    /** A browser's session, used by hand. */
    private record Session(String origin, String cookies, String csrf) {}

    /** Things of somebody else, by their public ids. */
    private record Belongings(String whose, Set<UUID> ids) {}

    @Test
    void noRouteShowsWhatBelongsElsewhere() {
        Session karen = sessionOf("Karen Holm");
        List<String> findings = new ArrayList<>();
        for (Belongings foreign : List.of(ofKlosterby(), ofJens())) {
            for (String pattern : routes(RequestMethod.GET)) {
                for (UUID id : foreign.ids()) {
                    HttpResponse<String> answer = get(karen, filled(pattern, id));
                    if (!Set.of(401, 404).contains(answer.statusCode())
                            && !leadsToNothing(karen, answer, id)
                            && !leadsToTheDesksDoor(pattern, answer)) {
                        findings.add("GET " + pattern + " with " + foreign.whose() + ": " + answer.statusCode());
                    }
                }
            }
        }
        assertThat(routes(RequestMethod.GET)).hasSizeGreaterThan(12);
        assertThat(findings).isEmpty();
    }

    /**
     * The way back from a payment window works without cookies, so it asks nobody who they are: it only leads to the payment's
     * page, and that is not found by anybody but its payer.
     */
    private boolean leadsToNothing(Session session, HttpResponse<String> answer, UUID id) {
        String page = "/payments/" + id;
        return answer.statusCode() == 303
                && answer.headers().firstValue("Location").filter(page::equals).isPresent()
                && get(session, page).statusCode() == 404;
    }

    /** A citizen is a stranger at the desk. */
    private static boolean leadsToTheDesksDoor(String pattern, HttpResponse<String> answer) {
        return pattern.startsWith("/staff/")
                && answer.statusCode() == 303
                && answer.headers().firstValue("Location").orElse("").startsWith("/staff/sign-in");
    }

    @Test
    void noFormChangesWhatBelongsElsewhere() {
        Session karen = sessionOf("Karen Holm");
        List<String> findings = new ArrayList<>();
        Belongings klosterby = ofKlosterby();
        Belongings jens = ofJens();
        Map<String, String> before = state();
        for (Belongings foreign : List.of(klosterby, jens)) {
            for (String pattern : routes(RequestMethod.POST)) {
                for (UUID id : foreign.ids()) {
                    HttpResponse<String> answer = post(karen, filled(pattern, id));
                    // A card or a way that is none of hers is gone already.
                    boolean gone = (pattern.contains("/payment-methods/") || pattern.contains("/profile/ways/"))
                            && answer.statusCode() == 303;
                    if (!gone
                            && !leadsToTheDesksDoor(pattern, answer)
                            && !Set.of(401, 403, 404).contains(answer.statusCode())) {
                        findings.add("POST " + pattern + " with " + foreign.whose() + ": " + answer.statusCode());
                    }
                }
            }
        }
        assertThat(routes(RequestMethod.POST)).hasSizeGreaterThan(5);
        assertThat(findings).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aFormWithoutItsTokenOrFromElsewhereIsRefused() {
        Child child = town.households().childOf("Karen Holm", "Thea", 0);
        Session karen = sessionOf("Karen Holm");
        Session forged = new Session(karen.origin(), karen.cookies(), "made-up");
        assertThat(post(forged, child.path() + "/top-up").statusCode()).isEqualTo(403);
        HttpRequest elsewhere = form(karen, child.path() + "/top-up")
                .header("Origin", "http://klosterby.localhost")
                .build();
        assertThat(send(elsewhere).statusCode()).isEqualTo(403);
    }

    @Test
    void aSessionOfOneTownIsAStrangersInAnother() {
        Session karen = sessionOf("Karen Holm");
        assertThat(get(karen, "/accounts").statusCode()).isEqualTo(200);
        Session elsewhere = new Session(town.origin("klosterby"), karen.cookies(), karen.csrf());
        for (String path : List.of("/accounts", "/payment-methods")) {
            HttpResponse<String> answer = get(elsewhere, path);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).contains("/sign-in"));
        }
    }

    @Test
    void unknownHostsAreNobodysPortal() {
        Session nowhere = new Session(town.origin("nowhere"), "", "");
        assertThat(get(nowhere, "/").statusCode()).isEqualTo(421);
        assertThat(get(nowhere, "/accounts").statusCode()).isEqualTo(421);
    }

    /** Everything a citizen of klosterby has, made for the purpose. */
    private Belongings ofKlosterby() {
        Households households = town.households();
        Child child = households.childOf("klosterby", "Anna Lund", "Vilja", 0);
        return new Belongings("klosterby's", belongings("klosterby", "Anna Lund", child));
    }

    private Belongings ofJens() {
        Child child = town.households().childOf("Jens Holm", "Jonas", 0);
        Set<UUID> ids = new TreeSet<>(belongings("fjordby", "Jens Holm", child));
        // The town's terms are for everybody in it.
        town.in("fjordby", () -> ids.remove(terms()));
        return new Belongings("a neighbour's", ids);
    }

    private Set<UUID> belongings(String tenant, String parent, Child child) {
        Households households = town.households();
        UUID card = households.storeCard(tenant, parent, child);
        UUID payment = households.startPayment(tenant, parent, child).id();
        UUID terms = town.in(tenant, this::terms);
        UUID stored = town.in(
                tenant,
                () -> town.bean(StoredCards.class)
                        .of(households.know(parent))
                        .getLast()
                        .publicId());
        UUID account = town.in(
                tenant,
                () -> town.bean(Accounts.class)
                        .of(households.know(parent))
                        .getLast()
                        .publicId());
        UUID link = town.in(tenant, () -> households.linkTo(child));
        return new TreeSet<>(List.of(card, payment, terms, stored, account, child.account(), link));
    }

    private UUID terms() {
        return town.bean(TermsLibrary.class)
                .inForce("top_up", Locale.of("da"))
                .orElseThrow()
                .publicId();
    }

    /** The patterns of every route of {@code method} that names a thing. */
    private Set<String> routes(RequestMethod method) {
        RequestMappingHandlerMapping mapping =
                town.portal().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(method))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(pattern -> pattern.contains("{") && !pattern.startsWith("/assets/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String filled(String pattern, UUID id) {
        return pattern.replaceAll("\\{[^}]*}", id.toString());
    }

    /** What both towns hold, table by table, sessions aside: those are touched by looking. */
    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (String tenant : List.of("fjordby", "klosterby")) {
            town.in(
                    tenant,
                    () -> town.bean(TransactionTemplate.class).execute(status -> {
                        JdbcClient jdbc = town.bean(JdbcClient.class);
                        jdbc.sql("""
                        select format('%I.%I', schemaname, tablename)
                        from pg_tables
                        where schemaname in ('identity', 'card', 'ledger', 'payment', 'till', 'message')
                          and tablename not in ('session')
                          and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')
                        """)
                                .query(String.class)
                                .list()
                                .forEach(table -> state.put(
                                        tenant + " " + table,
                                        jdbc.sql(
                                                        "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                                                                + table + " t")
                                                .query(String.class)
                                                .single()));
                        return true;
                    }));
        }
        assertThat(state).hasSizeGreaterThan(20);
        return state;
    }

    private Session sessionOf(String name) {
        Guest guest = town.guestAt("fjordby").signIn(name, "/payment-methods");
        String csrf = guest.page().inputValue("form[action='/sign-out'] input[name=_csrf]");
        String cookies = guest.context().cookies(town.origin("fjordby")).stream()
                .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
        return new Session(town.origin("fjordby"), cookies, csrf);
    }

    private HttpResponse<String> get(Session session, String path) {
        return send(request(session, path).GET().build());
    }

    private HttpResponse<String> post(Session session, String path) {
        return send(form(session, path).build());
    }

    /** A form that would be in order if the thing were the sender's. */
    private static HttpRequest.Builder form(Session session, String path) {
        Map<String, String> fields = Map.of(
                "_csrf", session.csrf(),
                "key", UUID.randomUUID().toString(),
                "amount", "100",
                "method", "new",
                "email", "karen@example.com",
                "terms", "yes");
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(session, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder request(Session session, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(session.origin() + path));
        return session.cookies().isEmpty() ? request : request.header("Cookie", session.cookies());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
