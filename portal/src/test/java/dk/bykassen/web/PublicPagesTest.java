package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Audience;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.IdentityProviders;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.NumberRule;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.Provider;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenant.Country;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a stranger sees of four organisations, over HTTP. */
@TownTest
class PublicPagesTest {

    private static final List<String> LANGUAGES = List.of("da", "nb", "en");
    private static final List<String> PAGES =
            List.of("/", "/accessibility", "/privacy", "/terms", "/help", "/contact", "/status");

    /** Every attribute and element our own policy forbids, so that no browser has to. */
    private static final Pattern INLINE =
            Pattern.compile("<[^>]*\\s(style|on[a-z]+)=|<style|<script(?![^>]*\\ssrc=)|javascript:");

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final Pattern OWN_LINK = Pattern.compile("<a [^>]*href=\"(/[^\"?]*)");

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    People people;

    @Autowired
    Doorway doorway;

    @Autowired
    IdentityProviders providers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Tenant canteen;
    private Tenant townCard;
    private Tenant parking;
    private Tenant permits;

    @BeforeEach
    void fourTowns() {
        canteen = TestTown.found(founding);
        townCard = TestTown.found(founding, Country.DK, List.of("town-card"));
        parking = TestTown.found(
                founding, Country.DK, List.of("camera-parking", "space-rental", "permits", "objections"));
        permits = TestTown.found(
                founding, Country.NO, List.of("applications", "agreements", "invoices", "payment-agreements"));
    }

    @Test
    void everyPageAnswersInEveryLanguage() {
        for (Tenant tenant : List.of(canteen, townCard, parking, permits)) {
            for (String language : LANGUAGES) {
                Visitor visitor = speaking(tenant, language);
                for (String page : PAGES) {
                    Answer answer = visitor.get(page);
                    assertThat(answer.status()).as(page).isEqualTo(200);
                    assertThat(answer.body()).as(page).contains("<html lang=\"" + language + "\">");
                    assertThat(answer.headers().firstValue("Content-Language")).contains(language);
                }
            }
        }
    }

    @Test
    void eachTownSpeaksOfWhatItOffers() {
        assertThat(front(canteen)).contains("skolechippen", "Kontoudskrift", "href=\"/sign-in\"");
        assertThat(front(townCard)).contains("skole og klub", "Kontoudtog", "Kortnummeret", "href=\"/sign-in\"");
        assertThat(front(parking)).contains("AutoPark", "Lej P-plads", "Tilladelser og Gæstekort", "Indsigelse");
        assertThat(front(permits))
                .contains("Hva trenger du å parkere?", "Boligsone", "Søknader", "Betalingsavtaler")
                .doesNotContain("skolechippen");
    }

    @Test
    void thoseSignedInAreOfferedToGoOn() {
        var karen = visitor(canteen);
        doorway.signIn(canteen, person(canteen), karen);
        assertThat(karen.get("/").body())
                .contains("Gå til Mine Konti", "href=\"/accounts\"", "Du er logget ind som Karen Holm.")
                .doesNotContain("href=\"/sign-in\"");

        var driver = visitor(parking);
        doorway.signIn(parking, person(parking), driver);
        assertThat(driver.get("/").body()).contains("AutoPark").doesNotContain("href=\"/accounts\"");
    }

    @Test
    void theStatusPageTellsWhoCameInLast() {
        assertThat(visitor(canteen).get("/status").body())
                .contains("Portalen svarer")
                .doesNotContain("Kortbetaling", "Folk kommer ind");
        TestTown.in(canteen, () -> {
            String broker = "http://127.0.0.1:9";
            providers.add(new Provider(
                    "mitid",
                    "MitID",
                    broker,
                    Provider.Endpoints.under(broker),
                    new Provider.Client("portal", "secret", List.of("openid"), Map.of()),
                    NumberRule.GIVEN,
                    List.of("substantial"),
                    1,
                    Audience.CITIZEN));
            return true;
        });
        assertThat(visitor(canteen).get("/status").body()).contains("Ingen har logget ind");

        doorway.signIn(canteen, person(canteen), visitor(canteen));
        assertThat(visitor(canteen).get("/status").body()).contains("Folk kommer ind", "Den seneste kom ind");
        assertThat(visitor(townCard).get("/status").body()).doesNotContain("Folk kommer ind");
    }

    @Test
    void whatIsOnItsWayIsCalledThatAndHasNoFormToFillIn() {
        assertThat(front(parking)).contains("På vej").doesNotContain("<form");
        assertThat(front(permits)).contains("På vei").doesNotContain("<form");
    }

    @Test
    void whatIsNotOfferedIsNotShown() {
        Tenant small = TestTown.found(founding, Country.DK, List.of("camera-parking"));
        assertThat(front(small)).contains("AutoPark").doesNotContain("Lej P-plads", "Indsigelse");
        assertThat(front(TestTown.found(founding, Country.DK, List.of()))).contains("Kontakt os");
    }

    @Test
    void noLinkOnAnyPageIsDead() {
        for (Tenant tenant : List.of(canteen, townCard, parking, permits)) {
            var visitor = visitor(tenant);
            for (String page : PAGES) {
                String body = visitor.get(page).body();
                for (String link : found(OWN_LINK, body)) {
                    String[] parts = link.split("#", 2);
                    Answer answer = visitor.get(parts[0]);
                    assertThat(answer.status()).as("%s on %s", link, page).isEqualTo(200);
                    if (parts.length == 2) {
                        assertThat(answer.body()).as("%s on %s", link, page).contains("id=\"" + parts[1] + "\"");
                    }
                }
                for (String here : found(Pattern.compile("<a [^>]*href=\"#([^\"]+)"), body)) {
                    assertThat(body).as("#%s on %s", here, page).contains("id=\"" + here + "\"");
                }
            }
        }
    }

    @Test
    void theLanguageIsKeptInACookieAndTheAddressStaysClean() {
        var visitor = visitor(canteen);

        Answer switched = visitor.get("/privacy?lang=nb");

        assertThat(switched.status()).isEqualTo(303);
        assertThat(switched.location()).isEqualTo("/privacy");
        assertThat(visitor.cookies()).containsEntry("lang", "nb");
        assertThat(visitor.get("/privacy").body()).contains("<html lang=\"nb\">");
        assertThat(visitor.get("/help?lang=sv").location()).isEqualTo("/help");
        assertThat(visitor.get("/help").body()).contains("<html lang=\"da\">");
    }

    @Test
    void aHostNobodyOwnsIsNoPortal() {
        assertThat(new Visitor(port, "nowhere.localhost").get("/").status()).isEqualTo(421);
    }

    @Test
    void whatIsNotThereIsNotFoundInTheVisitorsLanguage() {
        Answer answer = speaking(canteen, "nb").get("/not/here");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("Siden finnes ikke", "href=\"/not/here?lang=en\"");
        assertThat(visitor(canteen).get("/terms/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(visitor(canteen).get("/terms/none").status()).isEqualTo(404);
    }

    @Test
    void noPageHasAnythingInline() {
        for (Tenant tenant : List.of(canteen, townCard, parking, permits)) {
            for (String page : PAGES) {
                assertThat(INLINE.matcher(visitor(tenant).get(page).body()).results())
                        .as(page)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyPageTellsTheBrowserWhatItMayDo() {
        for (String page : PAGES) {
            var headers = visitor(canteen).get(page).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .as(page)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void aColdVisitIsLight() throws IOException {
        for (Tenant tenant : List.of(canteen, townCard, parking, permits)) {
            for (String page : PAGES) {
                String body = visitor(tenant).get(page).body();
                List<String> assets = found(ASSET, body);
                int bytes = gzipped(body);
                for (String asset : assets) {
                    bytes += Integer.parseInt(visitor(tenant)
                            .get(asset, Map.of("Accept-Encoding", "gzip"))
                            .headers()
                            .firstValue("Content-Length")
                            .orElseThrow());
                }
                assertThat(1 + assets.size()).as("requests of %s", page).isLessThanOrEqualTo(6);
                // The test's logos weigh nothing; real ones up to 4 KB.
                assertThat(bytes).as("bytes of %s", page).isLessThanOrEqualTo(36 * 1024);
            }
        }
    }

    @Test
    void searchEnginesAreAskedToStayOutOfWhatIsPersonal() {
        Answer robots = visitor(canteen).get("/robots.txt");

        assertThat(robots.status()).isEqualTo(200);
        assertThat(robots.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(robots.body())
                .contains("Disallow: /accounts", "Disallow: /payments/")
                .doesNotContain("Disallow: /\n");
    }

    @Test
    void everyVersionOfTheTermsStaysReadable() {
        UUID first = publish(1, "da", "Handelsbetingelser", "Sådan var det.");
        UUID second = publish(
                2, "da", "Handelsbetingelser", "Sådan\ner det.\n\n## Fortrydelse\nRing <til> os.\n## Klage\n\nSkriv.");
        UUID norwegian = publish(2, "nb", "Vilkår", "Slik er det.");
        var visitor = visitor(canteen);

        String all = visitor.get("/terms").body();
        assertThat(all)
                .contains("/terms/" + second, "Version 2")
                .doesNotContain(first.toString(), norwegian.toString());
        assertThat(speaking(canteen, "nb").get("/terms").body()).contains("/terms/" + norwegian);
        assertThat(speaking(canteen, "en").get("/terms").body()).contains("/terms/" + second, "lang=\"da\"");

        String newest = visitor.get("/terms/" + second).body();
        assertThat(newest)
                .contains(
                        "<p>Sådan er det.</p>", "<h2>Fortrydelse</h2>", "<p>Ring &lt;til&gt; os.</p>", "<h2>Klage</h2>")
                .doesNotContain("tidligere version");
        assertThat(visitor.get("/terms/" + first).body())
                .contains("Sådan var det.", "tidligere version", "/terms/" + second);
        assertThat(visitor(townCard).get("/terms/" + first).status()).isEqualTo(404);
    }

    @Test
    void thePrivacyPageNamesEveryCookie() {
        assertThat(visitor(canteen).get("/privacy").body())
                .contains(">__Host-session<", ">__Host-sign-in<", ">lang<", ">account<", ">notice<")
                .contains("datatilsynet.dk", "CPR");
        assertThat(visitor(permits).get("/privacy").body())
                .contains("datatilsynet.no", "Fødselsnummer")
                .doesNotContain(">account<", "CPR");
    }

    @Test
    void theAccessibilityStatementSaysWhoToComplainTo() {
        assertThat(visitor(canteen).get("/accessibility").body())
                .contains("Digitaliseringsstyrelsen", "EN 301 549", "uafhængig tredjepart", "tel:+4570000000");
        assertThat(visitor(permits).get("/accessibility").body())
                .contains("Uu-tilsynet", "tel:+4770000000")
                .doesNotContain("Digitaliseringsstyrelsen");
    }

    @Test
    void longWordsMayBreakOnAPhone() {
        assertThat(visitor(canteen).get("/accessibility").body())
                .contains("<h1>Tilgængeligheds\u00aderklæring</h1>", ">Tilgængeligheds\u00aderklæring</a>");
        assertThat(visitor(permits).get("/accessibility").body()).contains("<h1>Tilgjengelighets\u00aderklæring</h1>");
    }

    @Test
    void theTownsOwnWordsAreSaidWhereItHasThem() {
        assertThat(visitor(canteen).get("/contact").body()).doesNotContain("hverdage");
        founding.word(
                canteen,
                Map.of(
                        "contact.hours", Map.of("da", "Åbent hverdage kl. 9–15", "en", "Open weekdays 9–15"),
                        "help.new-chip", Map.of("da", "Gå til skolens kontor.")));

        assertThat(visitor(canteen).get("/contact").body()).contains("Åbent hverdage kl. 9–15");
        assertThat(speaking(canteen, "en").get("/contact").body()).contains("Open weekdays 9–15");
        assertThat(speaking(canteen, "en").get("/help/new-chip").body()).contains("Gå til skolens kontor.");
    }

    private Person person(Tenant tenant) {
        return TestTown.in(tenant, () -> people.create(NewPerson.named("Karen", "Holm", Locale.of("da"))));
    }

    private String front(Tenant tenant) {
        return visitor(tenant).get("/").body();
    }

    private Visitor visitor(Tenant tenant) {
        return new Visitor(port, tenant.hosts().getFirst());
    }

    private Visitor speaking(Tenant tenant, String language) {
        var visitor = visitor(tenant);
        visitor.get("/?lang=" + language);
        return visitor;
    }

    private UUID publish(int version, String language, String title, String body) {
        UUID id = Uuid7.next();
        TestTown.in(
                canteen,
                () -> transactions.execute(status -> jdbc.sql("""
                insert into tenant.terms (tenant_id, public_id, kind, version, language, title, body, published_at)
                values (?, ?, 'top_up', ?, ?, ?, ?, ?)
                """)
                        .params(canteen.id(), id, version, language, title, body, Timestamp.from(Instant.now()))
                        .update()));
        return id;
    }

    private static List<String> found(Pattern pattern, String text) {
        var all = new ArrayList<String>();
        pattern.matcher(text).results().map(match -> match.group(1)).distinct().forEach(all::add);
        return all;
    }

    private static int gzipped(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.size();
    }
}
