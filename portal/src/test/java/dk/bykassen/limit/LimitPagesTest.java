package dk.bykassen.limit;

import static dk.bykassen.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
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
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Karen decides what Emil's card may be spent on, and the till obeys from the next purchase. */
@TownTest
class LimitPagesTest {

    private static final Locale DANISH = Locale.of("da");
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

    private Tenant town;
    private Person karen;
    private Person emil;
    private UUID emils;
    private String school;
    private String club;
    private Visitor browser;
    private final Map<String, String> form = new HashMap<>();

    @BeforeEach
    void settleIn() {
        // A Sunday, the last day of its week, in winter time.
        clock.set("2026-11-22T10:00:00Z");
        town = TestTown.found(founding);
        with(() -> {
            karen = people.create(NewPerson.named("Karen", "Holm", DANISH));
            emil = people.create(NewPerson.named("Emil", "Holm", DANISH).withBirthDate(LocalDate.of(2014, 9, 3)));
            issuing.decide(rules());
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

    @Test
    void aLowerLimitHoldsFromTheNextPurchaseAndSoDoesAHigherOne() {
        assertThat(buy(school, 30_00)).isEqualTo("approved");
        save("limit-1-day", "40");
        assertThat(buy(school, 10_01)).isEqualTo("day_limit");
        assertThat(buy(school, 10_00)).isEqualTo("approved");
        assertThat(page()).contains("40\u00a0kr. brugt, 0\u00a0kr. tilbage");

        save("limit-1-day", "41,50");
        assertThat(buy(school, 1_50)).isEqualTo("approved");
        assertThat(page()).contains("value=\"41,50\"");
    }

    @Test
    void aLimitBelowWhatIsSpentRefusesUntilThePeriodEnds() {
        assertThat(buy(school, 60_00)).isEqualTo("approved");
        save("limit-1-week", "50");
        assertThat(buy(school, 1)).isEqualTo("week_limit");
        assertThat(page())
                .contains(
                        "60\u00a0kr. brugt, 10\u00a0kr. over grænsen",
                        "Der er allerede brugt mere, end grænsen tillader")
                .contains("60\u00a0kr. brugt i denne uge, men grænsen er 50\u00a0kr.", "mandag 23. november");

        // Monday, a minute after midnight where the town is; still Sunday in UTC.
        clock.set("2026-11-22T23:01:00Z");
        assertThat(buy(school, 50_00)).isEqualTo("approved");
        assertThat(page())
                .contains("50\u00a0kr. brugt, 0\u00a0kr. tilbage")
                .doesNotContain("Der er allerede brugt mere");
    }

    @Test
    void everySlotHasADayAWeekAndAMonthAndMealsHaveTheirHours() {
        with(() -> {
            slots.decide(List.of(
                    LimitSlot.ofMeal(4, "Frokost", LocalTime.of(11, 0), LocalTime.of(13, 0)),
                    LimitSlot.ofPlace(5, "Svømmehal", "pool")));
            return true;
        });
        clock.set("2026-11-20T10:30:00Z"); // Friday, 11.30: lunch
        assertThat(buy(club, 12_50, "sweet", "")).isEqualTo("approved");
        String page = page();
        assertThat(page).contains("Køb mellem kl. 11.00 og 13.00", "Svømmehaller");
        for (int slot = 1; slot <= 5; slot++) {
            for (Period period : Period.values()) {
                assertThat(page).contains("name=\"limit-%s-%s\"".formatted(slot, period.code()));
            }
        }

        save("limit-4-week", "20");
        save("limit-5-month", "30");
        assertThat(page())
                .contains("12,50\u00a0kr. brugt, 7,50\u00a0kr. tilbage", "0\u00a0kr. brugt, 30\u00a0kr. tilbage");
        assertThat(buy(club, 7_51)).isEqualTo("week_limit");
        clock.set("2026-11-20T12:00:00Z"); // 13.00: lunch is over
        assertThat(buy(club, 7_51)).isEqualTo("approved");
    }

    @Test
    void aPlaceIsLimitedOrClosedByItself() {
        save("limit-2-day", "25");
        assertThat(buy(school, 30_00)).isEqualTo("approved");
        assertThat(buy(club, 25_01)).isEqualTo("day_limit");
        form.remove("place-club");
        save("limit-2-day", "25");
        assertThat(buy(club, 1_00)).isEqualTo("place_not_allowed");
        assertThat(buy(school, 1_00)).isEqualTo("approved");
    }

    @Test
    void whatAChildMustNotEatIsNotForWhoMerelyPaysIn() {
        save("allergen-milk", "yes");
        Person mette = with(() -> {
            Person aunt = people.create(NewPerson.named("Mette", "Holm", DANISH));
            issuing.link(aunt.id(), accounts.of(karen.id()).getFirst().id(), MyAccount.Kind.LINKED);
            return aunt;
        });

        String limits = "/accounts/" + emils + "/limits";
        assertThat(signedIn(mette).get(limits).body()).contains("limit-").doesNotContain("allergen");
        assertThat(signedIn(emil).get(limits).body()).contains("name=\"allergen-milk\" value=\"yes\" checked");
    }

    @Test
    void itemsAndAllergensAreRefusedWithTheirReason() {
        form.remove("group-sweet");
        save("allergen-milk", "yes");
        assertThat(buy(school, 5_00, "sweet", "")).isEqualTo("group_not_allowed");
        assertThat(buy(school, 5_00, "food", "milk")).isEqualTo("allergen");
        assertThat(buy(school, 5_00, "food", "gluten")).isEqualTo("approved");
        assertThat(page()).contains("name=\"allergen-milk\" value=\"yes\" checked");
    }

    @Test
    void zeroIsNothingAndEmptyIsNoLimit() {
        save("limit-1-day", "0");
        assertThat(buy(school, 1)).isEqualTo("day_limit");
        save("limit-1-day", "");
        assertThat(buy(school, 400_00)).isEqualTo("approved");
    }

    @ParameterizedTest
    @CsvSource({
        "fyrre, Skriv et beløb med tal",
        "-1, ikke være under 0",
        "10.005, højst to decimaler",
        "999999999999999, højst være 100.000"
    })
    void whatIsNoLimitIsExplainedAndNothingIsLost(String typed, String words) {
        form.put("limit-1-day", typed);
        form.put("limit-1-week", "150");
        Answer answer = send(browser, form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Fejl:", words, "value=\"" + typed + "\"", "value=\"150\"");
        assertThat(buy(school, 400_00)).isEqualTo("approved");
    }

    @Test
    void twoParentsAtOnceNoticeEachOtherAndNothingIsLost() {
        Person jens = with(() -> {
            Person father = people.create(NewPerson.named("Jens", "Holm", DANISH));
            issuing.link(father.id(), accounts.of(karen.id()).getFirst().id(), MyAccount.Kind.GUARDIAN);
            return father;
        });
        Visitor other = signedIn(jens);
        save("limit-1-day", "40");

        form.put("version", "0");
        form.put("limit-1-day", "60");
        form.put("limit-1-week", "200");
        Answer late = send(other, form);

        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body())
                .contains(
                        "Karen Holm ændrede grænserne",
                        "Gælder nu: 40\u00a0kr.",
                        "Gælder nu: ingen grænse",
                        "value=\"60\"",
                        "value=\"200\"",
                        "name=\"version\" value=\"1\"");
        assertThat(buy(school, 41_00)).isEqualTo("day_limit");

        form.put("version", "1");
        assertThat(send(other, form).status()).isEqualTo(303);
        assertThat(buy(school, 60_00)).isEqualTo("approved");
    }

    @Test
    void ofTwoParentsInTheSameMomentOneSavesAndTheOtherIsTold() throws Exception {
        Person jens = with(() -> {
            Person father = people.create(NewPerson.named("Jens", "Holm", DANISH));
            issuing.link(father.id(), accounts.of(karen.id()).getFirst().id(), MyAccount.Kind.GUARDIAN);
            return father;
        });
        List<Visitor> browsers = List.of(browser, signedIn(jens));
        for (int version = 0; version < 6; version++) {
            form.put("version", Integer.toString(version));
            int round = version;
            List<Integer> answers = atOnce(2, number -> {
                var mine = new HashMap<>(form);
                mine.put("limit-1-day", Integer.toString(100 + 10 * round + number));
                return send(browsers.get(number), mine).status();
            });

            assertThat(answers).containsExactlyInAnyOrder(303, 422);
            assertThat(page()).contains("value=\"%d\"".formatted(100 + 10 * round + answers.indexOf(303)));
        }
    }

    @Test
    void savingTheSameTwiceIsOneChange() {
        save("limit-1-day", "40");
        assertThat(send(browser, form).status()).isEqualTo(303);
        assertThat(with(() -> jdbc.sql(
                                "select count(*) from audit.entry where tenant_id = ? and action = 'limit.changed'")
                        .param(town.id())
                        .query(Long.class)
                        .single()))
                .isEqualTo(1);
    }

    @Test
    void aChildSeesTheLimitsAndTheGuardianDecidesThem() {
        save("limit-1-day", "40");
        Visitor his = signedIn(emil);
        Answer page = his.get("/accounts/" + emils + "/limits");
        assertThat(page.body()).contains("Den voksne").doesNotContain("Gem grænser");

        form.put("limit-1-day", "400");
        form.put("version", "1");
        assertThat(send(his, form).status()).isEqualTo(404);
        assertThat(buy(school, 41_00)).isEqualTo("day_limit");
    }

    @Test
    void whatTheTrailKeepsSaysNothingOfHealth() {
        save("allergen-nuts", "yes");
        assertThat(with(() -> jdbc.sql(
                                "select detail::text from audit.entry where tenant_id = ? and action = 'limit.changed'")
                        .param(town.id())
                        .query(String.class)
                        .single()))
                .contains("\"allergens\": 1")
                .doesNotContain("nuts");
    }

    private void save(String field, String value) {
        form.put(field, value);
        Answer answer = send(browser, form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        form.put("version", Integer.toString(Integer.parseInt(form.get("version")) + 1));
    }

    private Answer send(Visitor visitor, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", visitor.get("/accounts/" + emils + "/limits").csrf());
        return visitor.post("/accounts/" + emils + "/limits", all);
    }

    private String page() {
        return browser.get("/accounts/" + emils + "/limits").body();
    }

    private String buy(String key, long amount) {
        return buy(key, amount, "food", "");
    }

    /** "approved", or the reason why not. */
    private String buy(String key, long amount, String group, String allergen) {
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

    private Visitor signedIn(Person person) {
        var visitor = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, person, visitor);
        return visitor;
    }

    private CardSettings rules() {
        return new CardSettings(
                town.money(20_00),
                town.money(1_000_00),
                town.money(0),
                town.money(1_500_00),
                town.money(50_00),
                town.money(50_00),
                town.money(500_00),
                3,
                "By Kommune",
                "12345678",
                null,
                "chip",
                null);
    }

    private <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }
}
