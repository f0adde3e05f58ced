package dk.bykassen.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.ChipSettings;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.till.Tills;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A town with a school, a club and three limits to set; Karen looks after her son Emil, who has 500 kroner and no limits
 * yet.
 */
@TownTest
abstract class LimitTown {

    static final Locale DANISH = Locale.of("da");
    private static final String CARD = "8D40B2F3";

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    People people;

    @Autowired
    Issuing issuing;

    @Autowired
    Accounts accounts;

    @Autowired
    LimitSlots slots;

    @Autowired
    Tills tills;

    @Autowired
    Ledger ledger;

    @Autowired
    Doorway doorway;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTown.MovableClock clock;

    Tenant town;
    Person karen;
    Person emil;
    UUID emils;
    String school;
    String club;
    Visitor browser;
    final Map<String, String> form = new HashMap<>();

    @BeforeEach
    void settleIn() {
        // A Sunday, the last day of its week, in winter time.
        clock.set("2026-11-22T10:00:00Z");
        town = TestTown.found(founding);
        with(() -> {
            karen = people.create(NewPerson.named("Karen", "Holm", DANISH));
            emil = people.create(NewPerson.named("Emil", "Holm", DANISH).withBirthDate(LocalDate.of(2014, 9, 3)));
            issuing.decide(ChipSettings.of(town));
            long account = issuing.open(emil.id(), "100002");
            issuing.issue(account, CARD, CARD);
            issuing.link(karen.id(), account, MyAccount.Kind.GUARDIAN);
            MyAccount his = accounts.of(karen.id()).getFirst();
            emils = his.publicId();
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "TOP-UP",
                    clock.instant(),
                    new Entry(
                            ledger.systemAccount(AccountKind.GATEWAY),
                            his.purseId(),
                            town.money(500_00),
                            TransferKind.TOP_UP)));
            school = tills.addTill(tills.openUnit("Fjordskolens kantine", "school"), "Kasse 1")
                    .key();
            club = tills.addTill(tills.openUnit("Klubben Broen", "club"), "Kasse 1")
                    .key();
            slots.decide(List.of(
                    LimitSlot.ofAll(1, "Alt"),
                    LimitSlot.ofPlace(2, "Klub dagligt", "club"),
                    LimitSlot.ofGroup(3, "Sødt", "sweet")));
            slots.offerGroups(List.of("food", "sweet"));
            return true;
        });
        browser = signedIn(karen);
        form.putAll(Map.of(
                "place-school", "yes", "place-club", "yes", "group-food", "yes", "group-sweet", "yes", "version", "0"));
    }

    @AfterEach
    void leave() {
        clock.reset();
    }

    void save(String field, String value) {
        form.put(field, value);
        Answer answer = send(browser, form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        form.put("version", Integer.toString(Integer.parseInt(form.get("version")) + 1));
    }

    Answer send(Visitor visitor, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", visitor.get("/accounts/" + emils + "/limits").csrf());
        return visitor.post("/accounts/" + emils + "/limits", all);
    }

    String page() {
        return browser.get("/accounts/" + emils + "/limits").body();
    }

    String buy(String key, long amount) {
        return buy(key, amount, "food", "");
    }

    /** "approved", or the reason why not. */
    String buy(String key, long amount, String group, String allergen) {
        Map<String, Object> line = new HashMap<>(Map.of("text", "Frokost", "quantity", 1, "amount", amount));
        line.put("group", group);
        line.put("allergens", allergen.isEmpty() ? List.of() : List.of(allergen));
        var json = new JsonMapper();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/purchases"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of(
                        "id", Uuid7.next().toString(),
                        "card", CARD,
                        "at", clock.instant().toString(),
                        "total", amount,
                        "lines", List.of(line)))))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var decision = json.readTree(answer.body());
            return decision.get("result").stringValue().equals("approved")
                    ? "approved"
                    : decision.get("reason").stringValue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Visitor signedIn(Person person) {
        var visitor = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, person, visitor);
        return visitor;
    }

    <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }
}
