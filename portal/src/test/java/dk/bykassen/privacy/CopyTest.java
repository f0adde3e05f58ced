package dk.bykassen.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.kernel.PersonalData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A copy of everything about somebody: all of it, nothing of anybody else's, and only for them. */
class CopyTest extends PrivacyTown {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    ObjectProvider<PersonalData> sources;

    @Autowired
    JsonMapper json;

    @Test
    void theArchiveHasEverySourceAndSaysWhatIsWhat() throws IOException {
        pays(karen, hers, 200, true);
        history(hers, 3);
        Map<String, byte[]> files = archiveOf(karen);

        assertThat(files.keySet()).contains("LÆS MIG.txt", "persondata.pdf");
        assertThat(files.keySet())
                .containsAll(sources.stream()
                        .map(source -> source.source() + ".json")
                        .toList());
        JsonNode payment = read(files, "payment.json");
        assertThat(payment.path("purpose").asString()).contains("bogføre");
        JsonNode paid = payment.path("parts").get(0);
        assertThat(paid.path("fields").path("amount").asString()).isEqualTo("Beløb");
        assertThat(paid.path("rows").get(0).path("amount").path("amount").decimalValue())
                .isEqualByComparingTo("200.00");
        assertThat(read(files, "till.json").path("parts").get(0).path("rows")).hasSize(3);
        assertThat(read(files, "card.json").toString()).contains("AAB0C1D2");
        assertThat(read(files, "identity.json").toString()).contains(CPR, "karen.oernebjerg@example.com");
        assertThat(read(files, "message.json").toString()).contains("Kvittering");
        assertThat(new String(files.get("LÆS MIG.txt"), StandardCharsets.UTF_8))
                .contains("payment.json", "Retsgrundlag", "fem år efter årets udgang");
    }

    @Test
    void thePdfCanBeReadAloud() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(archiveOf(karen).get("persondata.pdf"))) {
            assertThat(pdf.getDocumentInformation().getTitle()).contains("Karen Fjordhild Ørnebjerg");
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("da");
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            String structure = pdf.getDocumentCatalog()
                    .getStructureTreeRoot()
                    .getCOSObject()
                    .toString();
            assertThat(structure).isNotEmpty();
            assertThat(new PDFTextStripper().getText(pdf)).contains("Ørnebjerg", "Retsgrundlag");
        }
    }

    /** The kinds of the document's parts, as a screen reader is told them. */
    private static Set<String> kinds(PDStructureNode node, Set<String> found) {
        for (Object child : node.getKids()) {
            if (child instanceof PDStructureElement element) {
                found.add(element.getStandardStructureType());
                kinds(element, found);
            }
        }
        return found;
    }

    @Test
    void theOtherParentsMoneyIsSeenAsFarAsThePageShowsIt() throws IOException {
        pays(karen, his, 200, true);
        UUID others = pays(jens, his, 100, true);
        String reference = with(() -> payments.find(others).orElseThrow().reference());
        String all = archiveOf(karen).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".json"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());

        assertThat(all).contains("100.00");
        assertThat(all)
                .doesNotContain("Jens", "Torkild", "jens.lindegren@example.com", "+4520109902")
                .doesNotContain(reference, others.toString());
        JsonNode payments =
                read(archiveOf(karen), "payment.json").path("parts").get(0).path("rows");
        assertThat(payments).hasSize(1);
        assertThat(payments.get(0).path("receiptEmail").asString()).isEqualTo("karen.oernebjerg@example.com");
    }

    @Test
    void whoMayNotKnowWhereSomebodyIsIsNotToldByTheCopy() throws IOException {
        history(his, 2);
        assertThat(read(archiveOf(jens), "till.json").toString()).contains("Kantinen");
        with(() -> {
            jdbc.sql("update identity.person set is_protected = true where id = ?")
                    .param(emil.id())
                    .update();
            return jdbc.sql("update card.link set kind = 'linked' where person_id = ?")
                    .param(jens.id())
                    .update();
        });

        assertThat(read(archiveOf(jens), "till.json").toString())
                .contains("Ostehaps")
                .doesNotContain("Kantinen");
        assertThat(read(archiveOf(karen), "till.json").toString()).contains("Kantinen");
    }

    @Test
    void whatAChildMustNotEatIsToldToThoseWhoDecide() throws IOException {
        with(() -> {
            jdbc.sql("update card.link set kind = 'linked' where person_id = ?")
                    .param(jens.id())
                    .update();
            return jdbc.sql("""
                            insert into card.rule (tenant_id, account_id, limits, places_off, groups_off, allergens)
                            values (?, ?, array_fill(null::bigint, array[24]), '{}', '{club}', '{peanuts}')
                            """).params(town.id(), his.id()).update();
        });

        assertThat(read(archiveOf(karen), "card.json").toString()).contains("club", "peanuts");
        assertThat(read(archiveOf(jens), "card.json").toString())
                .contains("club")
                .doesNotContain("peanuts");
    }

    @Test
    void sheAsksWaitsAndFetches() throws IOException {
        Visitor browser = browserOf(karen);
        String csrf = browser.get("/profile/export").csrf();
        assertThat(browser.post("/profile/export", Map.of("_csrf", csrf)).status())
                .isEqualTo(303);
        assertThat(browser.get("/profile/export").body()).contains("Kopien er bestilt");
        // A second click finds the first.
        browser.post("/profile/export", Map.of("_csrf", csrf));
        assertThat(strings("select state from privacy.export")).containsExactly("asked");

        UUID copy =
                UUID.fromString(strings("select public_id from privacy.export").getFirst());
        assertThat(browser.get("/profile/export/" + copy).status()).isEqualTo(404);
        run("privacyCopy", copy);
        assertThat(browser.get("/profile/export").body()).contains("/profile/export/" + copy);
        assertThat(strings("select template from message.message")).contains("copy-ready");
        assertThat(unzip(fetch(browser, copy))).containsKey("persondata.pdf");
    }

    @Test
    void nobodyElseFetchesIt() {
        UUID copy = ready();
        Visitor stranger = new Visitor(port, town.hosts().getFirst());
        assertThat(stranger.get("/profile/export/" + copy).location()).startsWith("/sign-in");
        assertThat(browserOf(jens).get("/profile/export/" + copy).status()).isEqualTo(404);
    }

    @Test
    void theStoredArchiveIsSealed() {
        ready();
        byte[] stored = with(() -> jdbc.sql("select sealed from privacy.export where sealed is not null")
                .query(byte[].class)
                .single());
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("PK\u0003\u0004", "identity.json");
    }

    @Test
    void itIsForgottenAfterSevenDays() {
        UUID copy = ready();
        clock.advance(Duration.ofDays(7));
        assertThat(browserOf(karen).get("/profile/export/" + copy).status()).isEqualTo(404);
        run("privacyCopyForget", copy);
        assertThat(strings("select state from privacy.export where sealed is null"))
                .containsExactly("expired");
        assertThat(browserOf(karen).get("/profile/export").body()).contains("Udløbet og slettet");
    }

    @Test
    void oneThatWasCutShortIsMadeAnew() {
        UUID copy = asked();
        with(() -> jdbc.sql("update privacy.export set state = 'making', sources = 9, done = 4")
                .update());
        assertThat(browserOf(karen).get("/profile/export").body()).contains("4 af 9 dele");
        run("privacyCopy", copy);
        assertThat(strings("select state from privacy.export")).containsExactly("ready");
        // The job may run once more, as any may.
        run("privacyCopy", copy);
        assertThat(strings("select template from message.message")).containsExactly("copy-ready");
    }

    @Test
    void threeADayAreEnough() {
        for (int day = 1; day <= 3; day++) {
            ready();
        }
        Visitor browser = browserOf(karen);
        browser.post(
                "/profile/export",
                Map.of("_csrf", browser.get("/profile/export").csrf()));
        assertThat(browser.get("/profile/export").body()).contains("tre kopier");
        assertThat(strings("select state from privacy.export")).hasSize(3);
        clock.advance(Duration.ofDays(1));
        assertThat(asked()).isNotNull();
    }

    private UUID asked() {
        Visitor browser = browserOf(karen);
        browser.post(
                "/profile/export",
                Map.of("_csrf", browser.get("/profile/export").csrf()));
        return UUID.fromString(strings("select public_id from privacy.export where state = 'asked'")
                .getFirst());
    }

    private UUID ready() {
        UUID copy = asked();
        run("privacyCopy", copy);
        return copy;
    }

    private Map<String, byte[]> archiveOf(dk.bykassen.identity.Person person) throws IOException {
        ArchiveWriter writer = portal.getBean(ArchiveWriter.class);
        var copy = new Copy(
                1, UUID.randomUUID(), person.id(), DANISH, Copy.State.MAKING, 0, 0, clock.instant(), null, null, null);
        return unzip(TestTown.in(town, () -> writer.write(copy, person, clock.instant(), done -> {})));
    }

    private JsonNode read(Map<String, byte[]> files, String name) {
        return json.readTree(files.get(name));
    }

    private byte[] fetch(Visitor browser, UUID copy) throws IOException {
        String cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/profile/export/" + copy))
                .header("Host", browser.authority())
                .header("Cookie", cookies)
                .build();
        try {
            HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                    .contains("persondata-2026-11-23.zip");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            return answer.body();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
