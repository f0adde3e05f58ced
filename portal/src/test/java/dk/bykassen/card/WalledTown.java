package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.till.Tills;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;

/** A town in which Karen has one of each thing an address can name, and a neighbouring town. */
abstract class WalledTown extends CardTown {

    static final String CHIP = "8D40B2F3";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    Tenant neighbours;
    String neighboursKey = "";
    UUID payment = UUID.randomUUID();
    private String purchase = "";
    private UUID transfer = UUID.randomUUID();
    private UUID withdrawal = UUID.randomUUID();

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

    String address(Route route) {
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
            case "/drafts" -> doorway.draftOf(town, karen).toString();
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

    Visitor.Answer visit(Visitor visitor, Route route, String csrf) {
        return route.method() == RequestMethod.GET
                ? visitor.get(address(route))
                : visitor.post(address(route), Map.of("_csrf", csrf));
    }

    Person somebody(Tenant where, String name) {
        return TestTown.in(
                where, () -> transactions.execute(status -> people.create(NewPerson.named(name, "Nabo", DANISH))));
    }

    /** A browser in which the person is signed in. */
    Visitor signedIn(Tenant where, Person person) {
        var visitor = new Visitor(port, host(where));
        doorway.signIn(where, person, visitor);
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
    String ask(Tenant at, String key, String method, String path, String body) {
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

    static String host(Tenant where) {
        return where.hosts().getFirst();
    }
}
