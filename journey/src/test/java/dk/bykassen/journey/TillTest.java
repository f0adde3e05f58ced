package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dk.bykassen.card.Issuing;
import dk.bykassen.journey.Households.Child;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A till sells lunch over its API, and the parent reads line by line what was bought. */
@Journey
@Order(6)
class TillTest {

    private static final String JENS = "Jens Holm";

    private final JourneyTown town;
    private final Till till;

    TillTest(JourneyTown town) {
        this.town = town;
        this.till = Till.of(town, "fjordby");
    }

    @Test
    void lunchIsPaidAndOnTheStatementWithItsLines() {
        Child child = child("Saga", 100_00);
        Map<String, Object> lunch = Till.purchase(
                child.chip(),
                List.of(
                        Till.line("Ostehaps", 1, 3_00, "food"),
                        Till.line("Yoghurt", 2, 12_00, "food"),
                        Till.line("Stor grovbolle", 1, 5_00, "food")));
        Till.Answer answer = till.buy(lunch);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result()).isEqualTo("approved");
        assertThat(answer.balance()).isEqualTo(80_00);

        Guest jens = town.guestAt("fjordby").signIn(JENS).open(child.path() + "/statement");
        Locator row = jens.page().locator(".led tbody tr").first();
        assertThat(row).containsText("kantine");
        assertThat(row.locator(".lines li"))
                .hasText(new String[] {"1x Ostehaps3,00", "2x Yoghurt12,00", "1x Stor grovbolle5,00"});
        assertThat(row).containsText("−20,00");
        assertThat(row.locator(".bal")).hasText("80,00");
        Locator sums = jens.page().locator("aside .facts dd");
        assertThat(sums).hasText(new String[] {
            jens.money(0), "+" + jens.money(100_00), "−" + jens.money(20_00), jens.money(80_00)
        });
    }

    @Test
    void theSamePurchaseAgainIsAnsweredTheSame() {
        Child child = child("Ditte", 100_00);
        Map<String, Object> lunch = Till.purchase(child.chip(), 30_00);
        till.buy(lunch);
        Till.Answer again = till.buy(lunch);
        assertThat(again.replayed()).isTrue();
        assertThat(again.balance()).isEqualTo(70_00);

        Map<String, Object> changed = new LinkedHashMap<>(lunch);
        changed.put("card", "8D40B2F3");
        assertThat(till.buy(changed).status()).isEqualTo(409);
        assertThat(balance(child)).isEqualTo(70_00);
    }

    @Test
    void theSameIdFromManyTillsAtOnceBuysOnce() throws Exception {
        Child child = child("Ronja", 100_00);
        Map<String, Object> lunch = Till.purchase(child.chip(), 30_00);
        List<Till.Answer> answers = new ArrayList<>();
        try (var tills = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(number -> tills.submit(() -> till.buy(lunch)))
                    .toList();
            for (var one : sent) {
                answers.add(one.get());
            }
        }
        assertThat(answers).allMatch(answer -> answer.result().equals("approved") && answer.balance() == 70_00);
        assertThat(answers.stream().filter(answer -> !answer.replayed())).hasSize(1);
        assertThat(balance(child)).isEqualTo(70_00);
    }

    @Test
    void eachRefusalSaysWhy() {
        Child poor = child("Ida", 10_00);
        assertThat(till.buy(poor.chip(), 10_01).reason()).isEqualTo("insufficient_funds");
        assertThat(till.buy("FFFFFFFF", 1_00).reason()).isEqualTo("unknown_card");

        Child blocked = child("Karla", 50_00);
        town.in("fjordby", () -> {
            town.bean(Issuing.class).block(blocked.chip());
            return true;
        });
        assertThat(till.buy(blocked.chip(), 1_00).reason()).isEqualTo("card_blocked");

        Child closed = child("Lauge", 0);
        change(
                "update card.account set status = 'closed', closed_at = opened_at where public_id = ?",
                closed.account());
        assertThat(till.buy(closed.chip(), 1_00).reason()).isEqualTo("account_closed");

        assertThat(refused("Nohr", "", "places_off = '{school}'")).isEqualTo("place_not_allowed");
        assertThat(refused("Oda", "", "groups_off = '{sweet}'")).isEqualTo("group_not_allowed");
        assertThat(refused("Pil", "", "allergens = '{milk}'")).isEqualTo("allergen");
    }

    @Test
    void anAllowanceEndsWithTheDayTheWeekOrTheMonth() {
        change("""
                insert into card.limit_slot (tenant_id, slot, name, scope, matches)
                values (?, 8, 'Alt', 'all', null)
                on conflict do nothing
                """, town.tenant("fjordby").id());
        Child first = limited("Mads", "50, null, null");
        // A town that begins to count something sees it counted soon, not at once.
        World.await(
                "the day's allowance", () -> till.buy(first.chip(), 51).reason().equals("day_limit"));
        assertThat(refused("Mille", "null, 2000, null", "")).isEqualTo("week_limit");
        assertThat(refused("Molly", "null, null, 2000", "")).isEqualTo("month_limit");
    }

    /** Why a child with 100,00 and the given rule may not buy a kakao for 25,00. */
    private String refused(String firstName, String allowances, String rule) {
        Child child = limited(firstName, allowances.isEmpty() ? "null, null, null" : allowances);
        if (!rule.isEmpty()) {
            change("""
                    update card.rule r set %s
                    from card.account a
                    where a.tenant_id = r.tenant_id and a.id = r.account_id and a.public_id = ?
                    """.formatted(rule), child.account());
        }
        Map<String, Object> kakao = Till.line("Kakao", 1, 25_00, "sweet");
        kakao.put("allergens", List.of("milk"));
        Till.Answer answer = till.buy(Till.purchase(child.chip(), List.of(kakao)));
        assertThat(answer.result()).isEqualTo("declined");
        assertThat(balance(child)).isEqualTo(100_00);
        return answer.reason();
    }

    /** A child with 100,00 and so much, in øre, for a day, a week and a month. */
    private Child limited(String firstName, String allowances) {
        Child child = child(firstName, 100_00);
        change("""
                insert into card.rule (tenant_id, account_id, limits, places_off, groups_off, allergens)
                select tenant_id, id, array_fill(null::bigint, array[21]) || array[%s]::bigint[], '{}', '{}', '{}'
                from card.account
                where public_id = ?
                """.formatted(allowances), child.account());
        return child;
    }

    @Test
    void whatWasGivenBackIsThereAgain() {
        Child child = child("Rosa", 100_00);
        Map<String, Object> lunch = Till.purchase(child.chip(), 40_00);
        till.buy(lunch);
        UUID first = Uuid7.next();
        assertThat(till.reverse(lunch, first, 15_00).balance()).isEqualTo(75_00);
        assertThat(till.reverse(lunch, first, 15_00).replayed()).isTrue();
        assertThat(till.reverse(lunch, Uuid7.next(), 25_01).status()).isEqualTo(422);
        assertThat(till.reverse(lunch, Uuid7.next(), 25_00).balance()).isEqualTo(100_00);
        assertThat(till.get("/api/v1/purchases/" + lunch.get("id"))
                        .body()
                        .path("reversed")
                        .longValue())
                .isEqualTo(40_00);
        Guest jens = town.guestAt("fjordby").signIn(JENS).open(child.path() + "/statement");
        jens.sees(jens.t("statement.move.purchase_reversal"));
        assertThat(jens.page().locator(".led tbody tr")).hasCount(4);
    }

    @Test
    void whatCannotBeReadOrTrustedIsRefused() {
        Child child = child("Sigurd", 100_00);
        Map<String, Object> lunch = Till.purchase(child.chip(), 10_00);
        assertThat(till.withKey("bk_till_fjordby_nobodys").buy(lunch).status()).isEqualTo(401);
        assertThat(till.withKey(Till.of(town, "klosterby").key()).buy(lunch).status())
                .isEqualTo(401);
        assertThat(till.post("/api/v1/purchases", "{\"id\":\"").status()).isEqualTo(400);
        assertThat(till.post("/api/v1/purchases", Map.of("card", child.chip())).status())
                .isEqualTo(400);

        assertThat(till.post("/api/v1/purchases", "{\"id\":\"" + "x".repeat(10_000_000) + "\"}")
                        .status())
                .isEqualTo(413);

        Map<String, Object> wrongSum = new LinkedHashMap<>(lunch);
        wrongSum.put("total", 9_00);
        assertThat(till.buy(wrongSum).status()).isEqualTo(422);
        Map<String, Object> old = new LinkedHashMap<>(lunch);
        old.put("id", UUID.randomUUID().toString());
        assertThat(till.buy(old).status()).isEqualTo(422);
        assertThat(till.buy(Till.purchase(child.chip(), 0)).status()).isEqualTo(422);
        assertThat(till.buy(Till.purchase(child.chip(), 1_000_000_001)).status())
                .isEqualTo(422);
        assertThat(till.get("/api/v1/cards/FFFFFFFF").status()).isEqualTo(404);
        assertThat(balance(child)).isEqualTo(100_00);
    }

    @Test
    void anothersTownsCardIsUnknown() {
        Till klosterby = Till.of(town, "klosterby");
        assertThat(klosterby.buy("8D40B2F3", 1_00).reason()).isEqualTo("unknown_card");
        assertThat(klosterby.get("/api/v1/cards/8D40B2F3").status()).isEqualTo(404);
        assertThat(till.get("/api/v1/cards/8D40B2F3").status()).isEqualTo(200);
    }

    @Test
    void theTillToClickShowsApprovalAndReason() {
        Child child = child("Tilde", 20_00);
        Guest cashier = town.guestAt("fjordby").open(town.world().at("/till"));
        cashier.page().fill("#card", child.chip());
        cashier.page().fill("#dish-ostehaps", "2");
        cashier.page().locator(".pay button").click();
        assertThat(cashier.page().locator(".out.yes")).containsText("14,00");

        cashier.page().navigate(town.world().at("/till"));
        cashier.page().fill("#card", child.chip());
        cashier.page().fill("#dish-dagens-ret", "1");
        cashier.page().locator(".pay button").click();
        Locator refusal = cashier.page().locator(".out.no");
        assertThat(refusal).isVisible();
        assertThat(refusal.locator("p").first()).not().isEmpty();
        assertThat(balance(child)).isEqualTo(14_00);
    }

    @Test
    void theFileHasTheSameTotalsAsTheBooks() throws IOException {
        Child child = child("Uffe", 100_00);
        till.buy(child.chip(), 12_50);
        Map<String, Object> lunch = Till.purchase(child.chip(), 30_00);
        till.buy(lunch);
        till.reverse(lunch, Uuid7.next(), 5_00);
        Guest jens = town.guestAt("fjordby").signIn(JENS).open(child.path() + "/statement");
        Download file = jens.page()
                .waitForDownload(
                        () -> jens.page().locator("a[href*='statement.csv']").click());
        List<String> rows = Files.readAllLines(file.path());
        assertThat(rows.getFirst()).startsWith("\ufeff" + jens.t("statement.csv.date"));
        long sum = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(";");
            sum += Long.parseLong(cells[4].replace(",", ""));
        }
        assertThat(rows).hasSize(5);
        assertThat(sum).isEqualTo(balance(child)).isEqualTo(62_50);
        World.Books books = town.world().books("fjordby");
        assertThat(books.trialBalance()).isZero();
        assertThat(books.differences()).isZero();
    }

    @Test
    void theStatementKeepsItsPeriodInTheAddress() {
        Child child = child("Vigga", 50_00);
        Guest jens =
                town.guestAt("fjordby").signIn(JENS).open(child.path() + "/statement?from=2020-01-01&to=2020-01-31");
        jens.sees(jens.t("statement.none.title"));
        jens.page().fill("#from", "2020-02-01");
        jens.page().fill("#to", "2020-01-01");
        jens.press(jens.t("statement.show"));
        assertThat(jens.page().locator(".errors a[href='#from']")).hasText(jens.t("statement.fault.period"));
        assertThat(jens.page()).hasURL(java.util.regex.Pattern.compile(".*from=2020-02-01&to=2020-01-01.*"));
    }

    private Child child(String firstName, long minor) {
        return town.households().childOf(JENS, firstName, minor);
    }

    private long balance(Child child) {
        return town.households().balance("fjordby", child);
    }

    /** Changes what no page changes yet. */
    private void change(String sql, Object... parameters) {
        Tenants.<Integer, RuntimeException>inTenant(
                town.tenant("fjordby"),
                () -> town.bean(TransactionTemplate.class)
                        .execute(status -> town.bean(JdbcClient.class)
                                .sql(sql)
                                .params(parameters)
                                .update()));
    }
}
