package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Digest;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.till.Tills;
import dk.bykassen.web.Open;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address there is, tried with what belongs to Karen by those it does not belong to: somebody signed in at another
 * town, a till of another town, somebody else of her own town, a stranger. An address that is added later and holds an id
 * of a kind not known here fails, so that somebody thinks of it.
 */
class WallsTest extends CardTown {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CHIP = "8D40B2F3";
    /** Names of what is the same for everybody: a gateway, and files known by their content. */
    private static final Set<String> NOBODYS = Set.of(
            // Known by nothing but the link itself.
            "/new-password/{token}",
            "/pay/{token}",
            "/hooks/{provider}",
            "/assets/{hash}/{name}",
            "/help/{topic}",
            "/sign-in/{way}",
            "/profile/ways/{way}/add",
            "/profile/ways/{way}/remove");

    /** Answers as to a second click, whether the card is gone or was never hers; what counts is that nothing is removed. */
    private static final String REMOVAL = "/payment-methods/{id}/remove";

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Tenant neighbours;
    private String neighboursKey = "";
    private String purchase = "";
    private UUID payment = UUID.randomUUID();
    private UUID transfer = UUID.randomUUID();
    private UUID withdrawal = UUID.randomUUID();

    private record Route(RequestMethod method, String pattern, boolean open) {
        boolean isForDevices() {
            return pattern.startsWith("/api/");
        }

        boolean namesSomething() {
            return pattern.contains("{") && !NOBODYS.contains(pattern);
        }
    }

    @BeforeEach
    void karenHasOneOfEach() {
        payment = openRegistration();
        storeCardIn(payment);
        give(100);
        purchase = Uuid7.next().toString();
        String key = till(town);
        assertThat(ask(town, key, "POST", "/api/v1/purchases", """
                {"id":"%s","card":"%s","at":"2026-11-23T11:00:00+01:00","total":1400,
                 "lines":[{"text":"Ostehaps","quantity":1,"amount":1400}]}""".formatted(purchase, CHIP)))
                .contains("approved");
        assertThat(ask(town, key, "GET", "/api/v1/purchases/" + purchase, "")).startsWith("200 ");
        transfer = transferToEmil();
        withdrawal = withdrawalOfHers();
        Visitor hers = signedIn(town, karen);
        hers.post("/help/show", Map.of("_csrf", hers.get("/terms").csrf()));
        with(() -> jdbc.sql("""
                insert into picture.picture (tenant_id, account_id, sealed, uploaded_by, uploaded_at)
                values (?, ?, ?, ?, ?)
                """)
                .params(
                        town.id(),
                        account().id(),
                        portal.getBean(Keyring.class).seal("picture", new byte[200]),
                        karen.id(),
                        Timestamp.from(clock.instant()))
                .update());
        neighbours = TestTown.found(founding);
        neighboursKey = till(neighbours);
    }

    @Test
    void sheFindsItHerself() {
        Visitor hers = signedIn(town, karen);
        for (Route route : routes()) {
            if (route.namesSomething() && !route.isForDevices() && route.method() == RequestMethod.GET) {
                assertThat(visit(hers, route, "").status()).as(route.toString()).isIn(200, 303);
            }
        }
    }

    @Test
    void nothingOfATownIsFoundAtAnother() {
        Visitor anna = signedIn(neighbours, somebody(neighbours, "Anna"));
        String csrf = anna.get("/terms").csrf();
        for (Route route : routes()) {
            if (route.namesSomething() && !route.isForDevices()) {
                refuses(anna, route, csrf);
            } else if (route.method() == RequestMethod.GET && !route.pattern().contains("{")) {
                assertThat(visit(anna, route, csrf).body())
                        .as(route.toString())
                        .doesNotContain("Emil", CHIP, town.name() + " ");
            }
        }
    }

    @Test
    void noTillReachesIntoAnotherTown() {
        for (Route route : routes()) {
            if (route.namesSomething() && route.isForDevices()) {
                String body = "{\"id\":\"" + Uuid7.next() + "\",\"amount\":100}";
                String address = address(route);
                assertThat(ask(neighbours, neighboursKey, route.method().name(), address, body))
                        .as(route.toString())
                        .startsWith("404 ");
                assertThat(ask(town, neighboursKey, route.method().name(), address, body))
                        .as(route + " at the other town's host")
                        .startsWith("401 ");
            }
        }
    }

    @Test
    void nothingOfAPersonsIsFoundByAnotherOfHerTown() {
        Visitor jens = signedIn(town, somebody(town, "Jens"));
        String csrf = jens.get("/terms").csrf();
        for (Route route : routes()) {
            if (route.namesSomething() && !route.open()) {
                refuses(jens, route, csrf);
            }
        }
        assertThat(jens.get("/payments/" + payment).status()).isEqualTo(404);
        assertThat(jens.get("/payment-methods").body())
                .doesNotContain(newestCard().lastFour());
    }

    @Test
    void strangersAreSentToTheSignInPage() {
        for (Route route : routes()) {
            if (!route.open()) {
                Visitor.Answer answer = visit(new Visitor(port, host(town)), route, "");
                assertThat(answer.status()).as(route.toString()).isEqualTo(303);
                assertThat(answer.location()).as(route.toString()).startsWith("/sign-in");
            }
        }
    }

    @Test
    void aSessionMeansNothingAtAnotherTown() {
        Visitor karens = signedIn(town, karen);
        assertThat(karens.get("/accounts").status()).isEqualTo(200);
        Visitor elsewhere = new Visitor(port, host(neighbours));
        elsewhere.cookies().putAll(karens.cookies());
        assertThat(elsewhere.get("/accounts").location()).startsWith("/sign-in");
    }

    private void refuses(Visitor visitor, Route route, String csrf) {
        boolean isRemoval = route.pattern().equals(REMOVAL) && route.method() == RequestMethod.POST;
        UUID card = newestCard().publicId();
        assertThat(visit(visitor, route, csrf).status()).as(route.toString()).isEqualTo(isRemoval ? 303 : 404);
        assertThat(newestCard().publicId()).isEqualTo(card);
    }

    private List<Route> routes() {
        List<Route> all = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> known :
                mappings.getHandlerMethods().entrySet()) {
            HandlerMethod handler = known.getValue();
            boolean open = AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Open.class)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Open.class);
            for (String pattern : known.getKey().getPatternValues()) {
                // The desk has a door and a walk of its own.
                if (pattern.equals("/staff") || pattern.startsWith("/staff/")) {
                    continue;
                }
                for (RequestMethod method : known.getKey().getMethodsCondition().getMethods()) {
                    all.add(new Route(method, pattern, open));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(25);
        return all;
    }

    private String address(Route route) {
        String root = route.pattern().replaceFirst("/\\{.*", "");
        String id = switch (root) {
            case "/accounts" -> account().publicId().toString();
            case "/payments" -> payment.toString();
            case "/transfers" -> transfer.toString();
            case "/withdrawals" -> withdrawal.toString();
            case "/profile/export" -> copyOfHerData();
            case "/links" -> route.pattern().matches(".*/(end|share)") ? karensLink() : requestToKaren();
            case "/payment-methods" -> newestCard().publicId().toString();
            case "/help/show" ->
                with(() -> jdbc.sql("select public_id from assistance.watch limit 1")
                                .query(UUID.class)
                                .single())
                        .toString();
            case "/terms" ->
                with(() -> jdbc.sql("select public_id from tenant.terms limit 1")
                                .query(UUID.class)
                                .single())
                        .toString();
            case "/api/v1/purchases" -> purchase;
            case "/api/v1/cards" -> CHIP;
            case "/drafts" -> portal.getBean(Doorway.class).draftOf(town, karen).toString();
            case "/sign-in", "/profile/ways" -> "mitid";
            case "/profile/sessions" -> karensBrowser();
            default -> route.namesSomething() ? unknown(route) : "";
        };
        return route.pattern()
                .replaceFirst("\\{[a-z]+}", id)
                .replace("{card}", account().chips().getFirst().publicId().toString());
    }

    /** From an account of Karen's own. */
    private UUID transferToEmil() {
        UUID id = Uuid7.next();
        return with(() -> {
            long own = issuing.open(karen.id(), "30118299");
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "GIFT",
                    clock.instant(),
                    new Entry(
                            ledger.systemAccount(AccountKind.ADJUSTMENT),
                            purse(own),
                            kroner(50),
                            TransferKind.CORRECTION)));
            ledger.post(Posting.of(
                    id,
                    "MOVED",
                    clock.instant(),
                    new Entry(purse(own), account().purseId(), kroner(50), TransferKind.TRANSFER)));
            return id;
        });
    }

    /** Asked for and undone. */
    private UUID withdrawalOfHers() {
        Timestamp now = Timestamp.from(clock.instant());
        return with(() -> jdbc.sql("""
                insert into withdrawal.withdrawal (tenant_id, public_id, reference, account_id, person_id, click, amount,
                    currency, way, last_four, language, state, requested_at, hand_over_at, decided_at)
                values (?, ?, 'BACK', ?, ?, ?, 5000, 'DKK', 'account', '6243', 'da', 'cancelled', ?, ?, ?)
                returning public_id
                """)
                .params(town.id(), Uuid7.next(), account().id(), karen.id(), Uuid7.next(), now, now, now)
                .query(UUID.class)
                .single());
    }

    private long purse(long account) {
        return accounts.find(account).orElseThrow().purseId();
    }

    /** Karen's, and ready. */
    private String copyOfHerData() {
        byte[] archive = portal.getBean(Keyring.class).seal("privacy-export", new byte[] {1});
        return with(() -> jdbc.sql("""
                insert into privacy.export (tenant_id, public_id, person_id, language, state, asked_at, ready_at, expires_at,
                    size, sealed)
                values (?, ?, ?, 'da', 'ready', ?, ?, ?, 1, ?)
                returning public_id::text
                """)
                .params(
                        town.id(),
                        Uuid7.next(),
                        karen.id(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant().plus(Duration.ofDays(7))),
                        archive)
                .query(String.class)
                .single());
    }

    /** Her right to act for Emil. */
    private String karensLink() {
        return with(() -> jdbc.sql(
                        "select public_id::text from card.link where tenant_id = ? and person_id = ? and account_id = ?")
                .params(town.id(), karen.id(), account().id())
                .query(String.class)
                .single());
    }

    /** What somebody asks of her, and she can take back as well: it is her own. */
    private String requestToKaren() {
        return with(() -> jdbc.sql("""
                insert into link.request (tenant_id, public_id, requester_id, number_lookup, number_shown, account_id, state,
                    asked_at, expires_at)
                values (?, ?, ?, sha256(?::text::bytea), '030914', ?, 'waiting', ?, ?)
                returning public_id::text
                """)
                .params(
                        town.id(),
                        Uuid7.next(),
                        karen.id(),
                        Uuid7.next().toString(),
                        account().id(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant().plus(Duration.ofDays(14))))
                .query(String.class)
                .single());
    }

    /** One of the browsers Karen is signed in with. */
    private String karensBrowser() {
        signedIn(town, karen);
        return with(() -> jdbc.sql("select public_id from identity.session where person_id = ? order by id limit 1")
                        .param(karen.id())
                        .query(UUID.class)
                        .single())
                .toString();
    }

    private static String unknown(Route route) {
        throw new AssertionError("Whose id stands in " + route.pattern() + "? Say so here.");
    }

    private Visitor.Answer visit(Visitor visitor, Route route, String csrf) {
        return route.method() == RequestMethod.GET
                ? visitor.get(address(route))
                : visitor.post(address(route), Map.of("_csrf", csrf));
    }

    private Person somebody(Tenant where, String name) {
        return TestTown.in(
                where, () -> transactions.execute(status -> people.create(NewPerson.named(name, "Nabo", DANISH))));
    }

    /** A browser with a session, as if the person had come from the eID. */
    private Visitor signedIn(Tenant where, Person person) {
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Instant now = Instant.now();
        TestTown.in(
                where,
                () -> transactions.execute(status -> jdbc.sql("""
                        insert into identity.session
                            (tenant_id, token_hash, person_id, way, created_at, last_seen_at, expires_at)
                        values (?, ?, ?, 'mitid', ?, ?, ?)
                        """)
                        .params(
                                where.id(),
                                Digest.of(token),
                                person.id(),
                                Timestamp.from(now),
                                Timestamp.from(now),
                                Timestamp.from(now.plus(Duration.ofHours(1))))
                        .update()));
        Visitor visitor = new Visitor(port, host(where));
        visitor.cookies().put("__Host-session", token);
        return visitor;
    }

    private String till(Tenant where) {
        Tills tills = portal.getBean(Tills.class);
        return TestTown.in(
                where,
                () -> transactions.execute(status -> tills.addTill(tills.openUnit("Kantinen", "school"), "Kasse 1")
                        .key()));
    }

    /** Status and body of what a till is answered. */
    private String ask(Tenant at, String key, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", host(at))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String host(Tenant where) {
        return where.hosts().getFirst();
    }
}
