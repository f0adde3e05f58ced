package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.ledger.Movements;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.Tenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statement shows what was asked for, all of it and nothing that is not the reader's to know. */
class StatementTest extends StatementTown {

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T09:00:00Z");

    private Visitor.Answer look(String query) {
        return browserOf(karen).get(page() + "?" + query);
    }

    private static String typed(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "the night of {0} belongs to its day, whatever the clocks do")
    @CsvSource({
        "2026-03-29, 2026-03-28T22:59:59.999Z, 2026-03-28T23:00:00Z, 2026-03-29T21:59:59.999Z, 2026-03-29T22:00:00Z",
        "2026-10-25, 2026-10-24T21:59:59.999Z, 2026-10-24T22:00:00Z, 2026-10-25T22:59:59.999Z, 2026-10-25T23:00:00Z",
        "2026-06-30, 2026-06-29T21:59:59.999Z, 2026-06-29T22:00:00Z, 2026-06-30T21:59:59.999Z, 2026-06-30T22:00:00Z"
    })
    void aDayBeginsAndEndsAtTheTownsMidnight(String day, String before, String first, String last, String after) {
        given(LONG_AGO, 10_000);
        bought(Instant.parse(before), "Dagen før", 100);
        bought(Instant.parse(first), "Første sekund", 200);
        bought(Instant.parse(last), "Sidste sekund", 300);
        bought(Instant.parse(after), "Dagen efter", 400);
        keep();

        Visitor.Answer answer = look("from=" + day + "&to=" + day);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("Første sekund", "Sidste sekund", "99,00", "94,00");
        assertThat(answer.body()).doesNotContain("Dagen før", "Dagen efter");
    }

    @Test
    void theTotalsAreTheLedgersWhateverIsPicked() {
        given(LONG_AGO, 50_000);
        bought(Instant.parse("2026-11-02T11:00:00Z"), "Ostehaps", 1400);
        bought(Instant.parse("2026-11-03T11:00:00Z"), "Yoghurt", 600);
        keep();
        pays(karen, 100);
        Movements books = with(() -> ledger.movements(
                account().purseId(), Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-30T23:00:00Z")));

        String all = look("from=2026-11-01&to=2026-11-30").body();
        String yoghurt = look("from=2026-11-01&to=2026-11-30&q=yoghurt").body();

        assertThat(books.out().minor()).isEqualTo(2000);
        assertThat(all).contains("500,00", "100,00", "20,00", "580,00").doesNotContain("Af de viste");
        assertThat(yoghurt).contains("500,00", "580,00", "Af de viste", "−<span class=\"money\">6,00");
        assertThat(yoghurt).contains("Yoghurt").doesNotContain("Ostehaps");
        assertThat(csv("from=2026-11-01&to=2026-11-30&q=yoghurt"))
                .as("the balance after a line counts the lines that are not shown")
                .hasSize(2)
                .last()
                .asString()
                .endsWith("-6,00;480,00;");
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({"deposits, 1", "purchases, 3", "withdrawals, 1", "transfers, 1", "other, 1", "all, 7", "nonsense, 7"})
    void eachKindShowsItsOwn(String kind, int lines) {
        given(LONG_AGO, 50_000);
        UUID lunch = bought(Instant.parse("2026-11-02T11:00:00Z"), "Ostehaps", 1400);
        bought(Instant.parse("2026-11-03T11:00:00Z"), "Yoghurt", 600);
        keep();
        reversed(lunch, Instant.parse("2026-11-04T11:00:00Z"), 400);
        pays(karen, 100);
        post(Instant.parse("2026-11-05T11:00:00Z"), TransferKind.WITHDRAWAL, -1000);
        post(Instant.parse("2026-11-05T12:00:00Z"), TransferKind.TRANSFER, -500);

        assertThat(csv("from=2026-01-01&to=2026-11-30&kind=" + kind)).hasSize(lines + 1);
    }

    @Test
    void aReversalSaysWhatItGivesBack() {
        given(LONG_AGO, 50_000);
        UUID lunch = bought(Instant.parse("2026-11-02T11:00:00Z"), "Ostehaps", 1400);
        keep();
        reversed(lunch, Instant.parse("2026-11-04T11:00:00Z"), 400);

        String body = look("from=2026-11-04&to=2026-11-04&q=ostehaps").body();

        assertThat(body).contains("Tilbageført køb", "Kantinen, Fjordskolen", "+4,00", "1x Ostehaps");
        assertThat(body).contains("Viser 1–1 af 1");
    }

    @Test
    void aPeriodUpsideDownIsRefusedWithWords() {
        Visitor.Answer answer = look("from=2026-11-30&to=2026-11-01");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("<title>Fejl:", "Fra-datoen skal ligge før til-datoen", "value=\"2026-11-30\"");
        assertThat(browserOf(karen)
                        .get(page() + ".csv?from=2026-11-30&to=2026-11-01")
                        .location())
                .as("a file cannot say what is wrong; the page does")
                .isEqualTo(page() + "?from=2026-11-30&to=2026-11-01&kind=&q=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "yesterday", "1899-12-31", "2201-01-01", "+999999999-01-01", "' or 1=1 --"})
    void whatIsNoDateIsRefusedWithWords(String date) {
        Visitor.Answer answer = look("from=" + typed(date));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Skriv datoen som år-måned-dag").doesNotContain("1=1 --'");
    }

    @Test
    void twoCenturiesAreAPeriodToo() {
        given(LONG_AGO, 50_000);
        assertThat(look("from=1900-01-01&to=2100-12-31").body()).contains("Viser 1–1 af 1", "500,00");
    }

    @ParameterizedTest(name = "{0} is looked for as it stands")
    @ValueSource(strings = {"%", "_", "\\", "100%", "<script>alert(1)</script>", "' or ''='", "=1+1", "Æble", "æBLE"})
    void aSearchMeansWhatItSays(String words) {
        given(LONG_AGO, 50_000);
        bought(Instant.parse("2026-11-02T11:00:00Z"), "Ostehaps", 1400);
        bought(Instant.parse("2026-11-03T11:00:00Z"), "Mit " + words + " her", 600);
        keep();

        Visitor.Answer answer = look("from=2026-11-01&q=" + typed(words));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("Viser 1–1 af 1").doesNotContain("Ostehaps", "<script>alert");
    }

    @Test
    void aSearchThatIsTooLongIsRefusedWithWords() {
        Visitor.Answer answer = look("q=" + "x".repeat(3000));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Søg med højst 60 tegn");
    }

    @Test
    void nothingIsShownWhereNothingFits() {
        given(LONG_AGO, 50_000);
        String body = look("from=2026-01-01&q=champagne").body();

        assertThat(body).contains("Ingen bevægelser passer", "Vis alle i perioden", "500,00");
    }

    @Test
    void aPageBeyondTheEndIsTheLast() {
        given(LONG_AGO, 500_000);
        for (int minute = 0; minute < 60; minute++) {
            bought(Instant.parse("2026-11-02T11:00:00Z").plusSeconds(minute * 60L), "Nr. " + minute + ".", 100);
        }
        keep();

        String last = look("from=2026-11-01&page=99999").body();

        assertThat(last).contains("Viser 51–60 af 60", "Nr. 0.", "Nr. 9.").doesNotContain("Nr. 10.");
        assertThat(look("from=2026-11-01&page=-1").body()).contains("Viser 1–50 af 60", "Nr. 59.");
        assertThat(look("from=2026-11-01&print=yes").body())
                .contains("Nr. 0.", "Nr. 59.", "Siden er klar til at udskrive");
    }

    @Test
    void nobodyElsesAccountIsThere() {
        Person stranger = with(() -> people.create(NewPerson.named("Fremmed", "Person", DANISH)));
        for (String ending : List.of("", ".csv", ".pdf")) {
            assertThat(browserOf(stranger).get(page() + ending).status()).isEqualTo(404);
        }
    }

    @Test
    void whatTheOtherParentPaysIsADepositAndNothingElse() {
        Person jens = otherParent();
        String hers = pays(karen, 200);
        String his = pays(jens, 100);

        String toKaren = look("").body();
        String toJens = browserOf(jens).get(page()).body();

        assertThat(toKaren).contains(hers, "+100,00").doesNotContain(his, "Torkild");
        assertThat(toJens).contains(his, "+200,00").doesNotContain(hers);
        assertThat(String.join("\n", csv(""))).contains(hers, "100,00").doesNotContain(his);
    }

    @Test
    void whereAProtectedChildEatsIsKnownToGuardiansOnly() {
        Person uncle = with(() -> {
            Person linked = people.create(NewPerson.named("Ole", "Onkel", DANISH));
            issuing.link(linked.id(), account().id(), MyAccount.Kind.LINKED);
            return linked;
        });
        given(LONG_AGO, 50_000);
        bought(Instant.parse("2026-11-20T11:00:00Z"), "Ostehaps", 1400);
        keep();
        with(() -> jdbc.sql("update identity.person set is_protected = true where id = ?")
                .param(emil.id())
                .update());

        String his = browserOf(uncle).get(page()).body();

        assertThat(look("").body()).contains("Kantinen, Fjordskolen");
        assertThat(his).contains("<b>Skole</b>", "Ostehaps", "Søg efter vare<").doesNotContain("Fjordskolen");
        assertThat(browserOf(uncle).get(page() + ".csv").body())
                .contains("Køb, Skole")
                .doesNotContain("Fjordskolen");
        assertThat(browserOf(uncle).get(page() + "?q=fjordskolen").body()).contains("Ingen bevægelser passer");
        assertThat(browserOf(uncle).get("/accounts").body()).doesNotContain("Fjordskolen");
    }

    @Test
    void aSpreadsheetDoesNotRunWhatATillTyped() {
        given(LONG_AGO, 50_000);
        bought(Instant.parse("2026-11-20T11:00:00Z"), "=HYPERLINK(\"http://x\";\"y\")", 1400);
        keep();
        List<String> lines = csv("");

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).contains("\"1x =HYPERLINK(\"\"http://x\"\";\"\"y\"\") 14,00\"");
        assertThat(lines.getLast().split(";")).noneMatch(cell -> cell.startsWith("=") || cell.startsWith("\"="));
    }

    @Test
    void theTownCardsStatementIsCalledAsTheTownCallsIt() {
        Tenant klosterby = TestTown.found(founding, Tenant.Country.DK, List.of("town-card"));
        town = klosterby;
        settleIn();
        openCanteen();

        assertThat(look("").body()).contains("<h1>Kontoudtog</h1>");
    }

    @Test
    void thePresetsCoverTheirPeriods() {
        given(LONG_AGO, 50_000);
        assertThat(look("kind=purchases&q=a%26b").body())
                .contains("from=2026-11-01&amp;to=2026-11-23&amp;kind=purchases&amp;q=a%26b")
                .contains("from=2026-10-01&amp;to=2026-10-31&amp;kind=purchases")
                .contains("from=2026-01-01&amp;to=2026-11-23&amp;kind=purchases")
                .contains("from=2026-01-05&amp;to=2026-11-23&amp;kind=purchases");
    }

    private List<String> csv(String query) {
        Visitor.Answer file = browserOf(karen).get(page() + ".csv?" + query);
        assertThat(file.status()).isEqualTo(200);
        return file.body().lines().toList();
    }
}
