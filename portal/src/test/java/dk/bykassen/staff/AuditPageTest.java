package dk.bykassen.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The trail as the auditor reads it. */
class AuditPageTest extends DeskTown {

    private static final Actor BO = Actor.staff(UUID.randomUUID(), "Bo Jensen", List.of("customer-service"));

    @Autowired
    AuditTrail audit;

    @Autowired
    MovableClock clock;

    Person karen;
    Person emil;
    Visitor auditor;

    @BeforeEach
    void somethingHasHappened() {
        auditor = member(town, "Rita Revisor", Role.AUDITOR);
        clock.set("2026-11-20T09:00:00Z");
        karen = person("Karen", "Holm");
        emil = person("Emil", "Holm");
        write(Deed.by(BO, "staff.person.seen").to(karen.publicId()).because("case", "sag 4711"));
        clock.advance(Duration.ofDays(1));
        write(Deed.by(Actor.citizen(karen.publicId()), "identity.person.changed")
                .to(karen.publicId())
                .changing("email", "gammel@example.com", "=HYPERLINK(\"x\")")
                .changingSecretly("password"));
        write(Deed.by(Actor.system(), "card.account.opened").to(emil.publicId()).on("purse-of-emil"));
    }

    @AfterEach
    void letTimeGo() {
        clock.reset();
    }

    @Test
    void aLineTellsWhoWhatWhoseAndWhy() {
        String page = auditor.get("/staff/audit").body();
        assertThat(page)
                .contains("Bo Jensen", "Kundeservice", "Borgerens side åbnet", "Karen Holm", "En sag", "sag 4711")
                .contains("E-mail: fra gammel@example.com til =HYPERLINK(\"x\")", "Password ændret")
                .contains("Konto oprettet", "Emil Holm", "purse-of-emil", "Portalen");
    }

    @Test
    void whoseIsFoundByNameOrEmailOrId() {
        String about = auditor.get("/staff/audit?whose=" + karen.publicId()).body();
        assertThat(about).contains("Borgerens side åbnet").doesNotContain("Konto oprettet</b>");
        assertThat(auditor.get("/staff/audit?whose=Karen").body()).contains("sag 4711");
        Answer two = auditor.get("/staff/audit?whose=Holm&who=Bo");
        assertThat(two.body())
                .contains("Hvem mener du?", "who=Bo&amp;whose=" + karen.publicId())
                .doesNotContain("sag 4711");
        assertThat(auditor.get("/staff/audit?whose=Ingen").status()).isEqualTo(422);
    }

    @Test
    void whatIsTypedStandsInNoAddressAndWhoeverIsNamedIsWrittenDown() {
        assertThat(post(auditor, "/staff/audit", Map.of("whose", "Karen", "who", "Bo"))
                        .location())
                .isEqualTo("/staff/audit?who=Bo&whose=" + karen.publicId());
        assertThat(post(auditor, "/staff/audit", Map.of("whose", "740583-1012")).status())
                .isEqualTo(422);
        assertThat(post(auditor, "/staff/audit", Map.of()).location()).isEqualTo("/staff/audit");

        long before = searches();
        Answer two = post(auditor, "/staff/audit", Map.of("whose", "Holm"));
        assertThat(two.body()).contains("Karen Holm", "Emil Holm").doesNotContain("sag 4711");
        assertThat(searches()).isEqualTo(before + 1);
    }

    @Test
    void aPersonNumberDoesNotBelongIntoAnAddress() {
        Answer refused = auditor.get("/staff/audit?whose=740583-1012");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Søg ikke efter personnumre her");
    }

    @Test
    void theOtherFiltersNarrowItDown() {
        assertThat(auditor.get("/staff/audit?who=bo+j").body())
                .contains("sag 4711")
                .doesNotContain("Konto oprettet</b>");
        assertThat(auditor.get("/staff/audit?action=card.account.opened").body())
                .contains("Konto oprettet</b>")
                .doesNotContain("sag 4711");
        assertThat(auditor.get("/staff/audit?subject=purse-of-emil").body())
                .contains("Konto oprettet</b>")
                .doesNotContain("sag 4711");
        assertThat(auditor.get("/staff/audit?from=2026-11-20&to=2026-11-20").body())
                .contains("sag 4711")
                .doesNotContain("Konto oprettet</b>");
        assertThat(auditor.get("/staff/audit?from=2026-11-21&to=2026-11-20").status())
                .isEqualTo(422);
        assertThat(auditor.get("/staff/audit?from=yesterday").status()).isEqualTo(422);
        assertThat(auditor.get("/staff/audit?after=nowhere").status()).isEqualTo(200);
    }

    @Test
    void pagesOfFiftyLeadToOlderOnes() {
        for (int i = 0; i < 60; i++) {
            write(Deed.by(Actor.system(), "till.added").on("till-" + i));
        }
        Answer first = auditor.get("/staff/audit?action=till.added");
        assertThat(first.body().split("<b>Kasse oprettet</b>", -1)).hasSize(51);
        String older =
                first.body().replaceAll("(?s).*href=\"(/staff/audit\\?action=till.added&amp;after=[^\"]+)\".*", "$1");
        Answer second = auditor.get(older.replace("&amp;", "&"));
        assertThat(second.body().split("<b>Kasse oprettet</b>", -1)).hasSize(11);
        assertThat(second.body()).contains("till-0<", "till-9<").doesNotContain("till-10<");
    }

    @Test
    void readingTheTrailIsInTheTrail() {
        auditor.get("/staff/audit?whose=" + karen.publicId());
        auditor.get("/staff/audit.csv?whose=" + karen.publicId());
        String page = auditor.get("/staff/audit?whose=" + karen.publicId()).body();
        assertThat(page).contains("Rita Revisor", "Logbog gennemset", "Logbog hentet som fil");
    }

    @Test
    void theFileHoldsTheSameAndRunsNothing() {
        Answer file = auditor.get("/staff/audit.csv?whose=" + karen.publicId());
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(file.body())
                .startsWith("\ufeffTidspunkt;Art;Hvem")
                .contains(
                        "2026-11-20 10:00:00;staff;Bo Jensen;Kundeservice;Borgerens side åbnet;staff.person.seen;Karen Holm")
                .contains("En sag: sag 4711")
                .doesNotContain("Emil Holm");
        write(Deed.by(Actor.staff(UUID.randomUUID(), "=1+1", List.of()), "staff.person.seen")
                .to(emil.publicId()));
        assertThat(auditor.get("/staff/audit.csv?whose=" + emil.publicId()).body())
                .contains(";'=1+1;");
    }

    @Test
    void theNeighboursTrailIsElsewhere() {
        Visitor neighbour = member(foundTown(), "Nabo Revisor", Role.AUDITOR);
        assertThat(neighbour.get("/staff/audit?whose=" + karen.publicId()).body())
                .doesNotContain("sag 4711");
    }

    private long searches() {
        return inTown(() -> transactions.execute(
                status -> jdbc.sql("select count(*) from audit.entry where action = 'staff.audit.searched'")
                        .query(Long.class)
                        .single()));
    }

    private Person person(String first, String last) {
        return inTown(
                () -> transactions.execute(status -> people.create(NewPerson.named(first, last, Locale.of("da")))));
    }

    private void write(Deed deed) {
        inTown(() -> transactions.execute(status -> {
            audit.write(deed);
            return true;
        }));
    }
}
