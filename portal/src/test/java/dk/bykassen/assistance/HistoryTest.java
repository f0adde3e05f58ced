package dk.bykassen.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.audit.Actor;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a citizen reads of who saw or changed their data. */
class HistoryTest extends AssistanceTown {

    private static final Actor IDA = Actor.staff(UUID.randomUUID(), "Ida Lund", List.of("finance"));

    @Test
    void staffAreNamedWithTheirRoleAndTheReason() {
        write(Deed.by(IDA, "staff.person.seen").to(karen.publicId()).because("other", "du ringede om et køb"));
        assertThat(karens.get("/profile/history").body())
                .contains("Ida Lund", "Økonomi", "Borgerens side åbnet", "Andet", "du ringede om et køb");
    }

    @Test
    void whatBoSawIsReadPageByPage() {
        boSeesKarensPages();
        bos.get("/payment-methods");
        send(bos, "/help/show/end", Map.of());
        assertThat(karens.get("/profile/history?by=staff").body())
                .contains(
                        "Bo Jensen",
                        "Side set under visning",
                        "Siden »Betalingskort«",
                        "Visning for en medarbejder slut")
                .doesNotContain("Visning for en medarbejder tilladt");
        assertThat(karens.get("/profile/history").body()).contains("Visning for en medarbejder tilladt", "Dig selv");
    }

    @Test
    void anotherCitizensNameIsNotTold() {
        Person jens = citizen("Jens", "Nabo");
        write(Deed.by(Actor.citizen(jens.publicId()), "card.auto-top-up.cancelled")
                .to(karen.publicId()));
        assertThat(karens.get("/profile/history").body())
                .contains("En anden bruger")
                .doesNotContain("Jens");
    }

    @Test
    void nobodyReadsAnothersHistory() {
        write(Deed.by(IDA, "staff.person.seen").to(karen.publicId()).because("other", "kun for Karen"));
        Visitor jens = signedIn(citizen("Jens", "Nabo"));
        assertThat(jens.get("/profile/history").body()).doesNotContain("kun for Karen", "Ida Lund");
    }

    @Test
    void oldAndNewValuesAreThereButNoSecrets() {
        write(Deed.by(IDA, "identity.person.changed")
                .to(karen.publicId())
                .changing("city", null, "Fjordby")
                .changingSecretly("password"));
        assertThat(karens.get("/profile/history").body()).contains("By: fra tom til Fjordby", "Password ændret");
    }

    @Test
    void linesOfAnotherVersionWithoutWordsAreShownAsTheyAre() {
        write(Deed.by(IDA, "older.version.deed").to(karen.publicId()).because("forgotten-kind", null));
        assertThat(karens.get("/profile/history").body()).contains("older.version.deed", "forgotten-kind");
    }

    @Test
    void fiftyAPage() {
        for (int i = 0; i < 55; i++) {
            write(Deed.by(IDA, "staff.person.seen").to(karen.publicId()).because("case", "nr. " + i + "."));
        }
        String first = karens.get("/profile/history").body();
        assertThat(first).contains("nr. 54.", "nr. 5.").doesNotContain("nr. 4.");
        String older = first.replaceAll("(?s).*href=\"(/profile/history\\?after=[^\"]+)\".*", "$1");
        assertThat(karens.get(older).body()).contains("nr. 4.", "nr. 0.").doesNotContain("nr. 5.");
    }

    private void write(Deed deed) {
        with(() -> {
            audit.write(deed);
            return true;
        });
    }
}
