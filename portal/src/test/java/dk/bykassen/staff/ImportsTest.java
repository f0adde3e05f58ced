package dk.bykassen.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.JobRunner;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bringing in customers of an older system. */
class ImportsTest extends DeskTown {

    private static final Locale DANISH = Locale.of("da");
    private static final String HEADINGS = "Fornavn;Efternavn;E-mail;Mobil;CPR-nr.;Adresse;Postnr;By\n";
    private static final String BIRTHE =
            "Birthe;Sørensen;birthe@example.com;20100021;740583-1012;Åvej 1;9999;Fjordby\n";
    private static final String FINN = "Finn;Æbelø;finn@example.com;;;;;\n";

    @Autowired
    JobRunner runner;

    @Autowired
    ImportRun run;

    @Autowired
    StaffReunion reunion;

    private Visitor admin;

    @BeforeEach
    void anAdministratorSitsAtTheDesk() {
        admin = member(town, "Torben Hede", Role.ADMINISTRATOR);
    }

    @Test
    void nobodyIsMadeKnownBeforeSomebodySaysYes() {
        String page = upload(HEADINGS + BIRTHE + FINN);

        assertThat(admin.get(page).body())
                .contains("Opret 2 kunder", "I alt 2 linjer", "Birthe Sørensen", "Finn Æbelø")
                .doesNotContain("Linjer med fejl kan ses");
        assertThat(persons()).isZero();
        assertThat(ask(Long.class, "select count(*) from staff.import where content is not null"))
                .isZero();

        confirm(page);

        assertThat(admin.get(page).body()).contains("2 kunder er oprettet");
        assertThat(persons()).isEqualTo(2);
        Person birthe =
                inTown(() -> people.byNumber(PersonNumber.danish("740583-1012").orElseThrow())
                        .orElseThrow());
        assertThat(birthe.name()).isEqualTo("Birthe Sørensen");
        assertThat(birthe.email()).isEqualTo("birthe@example.com");
        assertThat(birthe.emailConfirmedAt()).isNull();
        assertThat(birthe.mobile()).isEqualTo("+4520100021");
        assertThat(birthe.city()).isEqualTo("Fjordby");
        // What they sign in with, once they have set a password by the link.
        assertThat(ask(Long.class, "select count(*) from password.sign_in_name where proved_at is null"))
                .isEqualTo(3);
        assertThat(ask(String.class, """
                select string_agg(distinct actor_name, ',') from audit.entry where action = 'staff.person.imported'
                """)).isEqualTo("Torben Hede");
        assertThat(ask(Long.class, "select count(*) from staff.import_row where data is not null"))
                .isZero();
    }

    @Test
    void theSameFileAgainDoublesNobody() {
        confirm(upload(HEADINGS + BIRTHE + FINN));
        String again = upload(HEADINGS + BIRTHE + FINN);

        assertThat(admin.get(again).body())
                .contains("Der er ingen nye kunder i filen")
                .doesNotContain("Opret ");
        confirm(again);
        assertThat(persons()).isEqualTo(2);
    }

    @Test
    void aSecondYesChangesNothing() {
        String page = upload(HEADINGS + BIRTHE + FINN);
        confirm(page);
        confirm(page);

        assertThat(persons()).isEqualTo(2);
        assertThat(ask(Long.class, "select count(*) from audit.entry where action = 'staff.import.confirmed'"))
                .isEqualTo(1);
    }

    @Test
    void whoIsKnownIsFoundByNumberFirstThenByAddressAndLeftAsTheyAre() {
        Person byNumber = known(NewPerson.named("Birthe", "Gift-Nu", DANISH)
                .withNumber(PersonNumber.danish("740583-1012").orElseThrow()));
        Person byEmail = known(NewPerson.named("F.", "Æ.", DANISH).withContact("finn@example.com", null));
        Person byMobile = known(NewPerson.named("Ida", "", DANISH).withContact(null, "+4520100033"));

        String page = upload(HEADINGS + BIRTHE + FINN + "Ida;Ny;ida@example.com;+45 20 10 00 33;;;;\n");

        assertThat(admin.get(page).body()).contains("Gift-Nu", "F. Æ.", "Ida", "Der er ingen nye kunder");
        assertThat(persons()).isEqualTo(3);
        for (Person person : new Person[] {byNumber, byEmail, byMobile}) {
            assertThat(inTown(() -> people.find(person.id()).orElseThrow())).isEqualTo(person);
        }
    }

    @Test
    void twoHumansOfOneAddressAreTwoWhenTheirNumbersSaySo() {
        String child = "Emil;Sørensen;birthe@example.com;;630914-4012;;;\n";
        String page = upload(HEADINGS + BIRTHE + child + "Uden;Nummer;birthe@example.com;;;;;\n");

        assertThat(admin.get(page).body()).contains("Opret 2 kunder", "Kunden står allerede tidligere i filen");
        confirm(page);
        assertThat(persons()).isEqualTo(2);
    }

    @Test
    void eachMistakeIsToldInWordsWithItsLine() {
        String page = upload(HEADINGS
                + "A;B;no-mail;;;;;\n"
                + "C;D;;123;;;;\n"
                + "E;F;;;991399-1234;;;\n"
                + ";;g@example.com;;;;;\n"
                + "H;I;;;;;;\n"
                + "=cmd|'/c calc'!A0;J;j@example.com;;;;;\n"
                + "K;L;k@example.com;;;@SUM(1);;\n"
                + "M;" + "n".repeat(101) + ";m@example.com;;;;;\n"
                + "\"O\nP\";Q;o@example.com;;;;;\n"
                + "R;S;R@EXAMPLE.com;;;;;\n"
                + "R;S;r@example.com;;;;;\n");

        String body = admin.get(page + "?show=faulty").body();
        assertThat(body)
                .contains(
                        "E-mailadressen kan ikke læses",
                        "Nummeret er ikke et mobilnummer",
                        "Personnummeret findes ikke")
                .contains(
                        "Der er intet navn", "Der er hverken e-mail", "begynder som en formel", "længere end 100 tegn")
                .contains("Kunden står allerede tidligere i filen");
        // The line of the file, counted as an editor does: a field of two lines takes two.
        assertThat(body).contains("<th role=\"rowheader\" scope=\"row\" class=\"num\">13</th>");
        confirm(page);
        assertThat(persons()).isEqualTo(2);
        assertThat(ask(Long.class, "select count(*) from identity.person where first_name like '=%'"))
                .isZero();
    }

    @Test
    void everySpellingOfAFileIsRead() {
        String danish = "navn,e-mail,by\n\"Åse Ærø\",aase@example.com,Ålborg\n";
        for (Map.Entry<String, byte[]> file : Map.of(
                        "utf8", danish.getBytes(StandardCharsets.UTF_8),
                        "bom", ("\ufeff" + danish).getBytes(StandardCharsets.UTF_8),
                        "windows", danish.getBytes(Charset.forName("windows-1252")),
                        "utf16", ("\ufeff" + danish).getBytes(StandardCharsets.UTF_16LE),
                        "semicolon and crlf",
                                danish.replace(',', ';').replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                        "tabs and english",
                                "Full Name\tE-mail\tTown\nÅse Ærø\taase@example.com\tÅlborg"
                                        .getBytes(StandardCharsets.UTF_8),
                        "norwegian",
                                "Etternavn;Fornavn;E-post;Poststed\nÆrø;Åse;aase@example.com;Ålborg"
                                        .getBytes(StandardCharsets.UTF_8))
                .entrySet()) {
            String page = upload(file.getValue());
            assertThat(admin.get(page).body()).as(file.getKey()).contains("Opret 1 kunde", "Åse Ærø");
            post(admin, page + "/discard", Map.of());
            assertThat(admin.get(page).status()).isEqualTo(404);
        }
    }

    @Test
    void aFileThatIsNoneIsRefusedInWords() {
        assertThat(refused(new byte[0])).contains("Filen er tom");
        assertThat(refused(" \r\n \n".getBytes(StandardCharsets.UTF_8))).contains("Filen er tom");
        assertThat(refused(HEADINGS.getBytes(StandardCharsets.UTF_8))).contains("ingen kunder i filen");
        assertThat(refused((HEADINGS + ";;;;\n\n").getBytes(StandardCharsets.UTF_8)))
                .contains("ingen kunder i filen");
        assertThat(refused("PK\u0003\u0004\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("ikke en CSV-fil");
        assertThat(refused("e-mail\na@example.com".getBytes(StandardCharsets.UTF_8)))
                .contains("kolonne med navne");
        assertThat(refused("navn\nBo".getBytes(StandardCharsets.UTF_8))).contains("kolonne med e-mail");
        assertThat(persons()).isZero();
    }

    @Test
    void aLineOfAMegabyteAndAQuoteThatNeverEndsAreOneMistakeEach() {
        String page = upload(HEADINGS + "x".repeat(1_000_000) + ";Lang;l@example.com;;;;;\n" + FINN
                + "\"Aldrig;Slut;a@example.com;;;;;\n" + "B;C;b@example.com;;;;;\n".repeat(40));

        assertThat(admin.get(page + "?show=faulty").body()).contains("Mangler der et anførselstegn?");
        confirm(page);
        assertThat(persons()).isEqualTo(1);
    }

    @Test
    void fiftyThousandCustomersGoInWithTheirTotals() {
        var file = new StringBuilder("navn;e-mail\n");
        for (int i = 0; i < 50_000; i++) {
            file.append("Kunde Nr").append(i).append(";k").append(i).append("@example.com\n");
        }
        String page = upload(file.toString());

        String body = admin.get(page).body();
        assertThat(body).contains("Opret 50.000 kunder", "I alt 50.000 linjer", "Næste side");
        assertThat(admin.get(page + "?show=new&page=1000").body()).contains("Kunde Nr49999");
        assertThat(persons()).isZero();
        assertThat(post(admin, page + "/discard", Map.of()).status()).isEqualTo(303);
        assertThat(ask(Long.class, "select count(*) from staff.import_row")).isZero();
    }

    @Test
    void whatWasKilledHalfWayGoesOnAndDoublesNobody() {
        var file = new StringBuilder(HEADINGS);
        for (int i = 0; i < 250; i++) {
            file.append("Nr").append(i).append(";Halvvejs;h").append(i).append("@example.com;;;;;\n");
        }
        String page = upload(file.toString());
        UUID id = UUID.fromString(page.replace("/staff/imports/", ""));
        // The first chunk was done when the power went; the second had begun and was undone with its transaction.
        inTown(() -> transactions.execute(status -> {
            jdbc.sql(
                            "update staff.import set state = 'importing', confirmed_at = uploaded_at where tenant_id = :tenant")
                    .param("tenant", town.id())
                    .update();
            return true;
        }));
        inTown(() -> transactions.execute(status -> run.step(id)));
        assertThat(persons()).isEqualTo(100);
        assertThat(admin.get(page).body())
                .contains("100 af 250 linjer", "data-state=\"pending\"", "roligt forlade siden");
        inTown(() -> {
            transactions.executeWithoutResult(status -> {
                run.step(id);
                status.setRollbackOnly();
            });
            return true;
        });
        assertThat(persons()).isEqualTo(100);

        inTown(() -> {
            run.run(id);
            run.run(id);
            return true;
        });

        assertThat(persons()).isEqualTo(250);
        assertThat(admin.get(page).body()).contains("250 kunder er oprettet");
    }

    @Test
    void filesComeInAtThisAddressAloneAndWithTheToken() {
        byte[] file = (HEADINGS + FINN).getBytes(StandardCharsets.UTF_8);
        String token = admin.get("/staff/imports").csrf();

        assertThat(send(admin, "/staff/imports", "", file).status()).isEqualTo(403);
        assertThat(send(admin, "/staff/imports", "x" + token, file).status()).isEqualTo(403);
        assertThat(send(admin, "/staff/roles/change", token, file).status()).isEqualTo(415);
        assertThat(send(admin, "/sign-out", token, file).status()).isEqualTo(415);
        assertThat(send(browser(), "/staff/imports", "", file).location()).startsWith("/staff/sign-in");
        assertThat(send(citizen("740583-1012"), "/staff/imports", "", file).location())
                .startsWith("/staff/sign-in");
        Visitor auditor = member(town, "Mette Bro", Role.AUDITOR);
        assertThat(auditor.get(send(auditor, "/staff/imports", "", file).location())
                        .status())
                .isEqualTo(403);
        assertThat(ask(Long.class, "select count(*) from staff.import")).isZero();

        Answer tooLarge = send(admin, "/staff/imports", token, new byte[5_400 * 1024]);
        assertThat(tooLarge.status()).isEqualTo(303);
        assertThat(admin.get(tooLarge.location()).body()).contains("Filen er for stor");
    }

    @Test
    void anotherTownsFileIsNotThere() {
        String page = upload(HEADINGS + FINN);
        Visitor neighbour = member(foundTown(), "Else Ravn", Role.ADMINISTRATOR);

        assertThat(neighbour.get(page).status()).isEqualTo(404);
        assertThat(post(neighbour, page + "/confirm", Map.of()).status()).isEqualTo(404);
        post(neighbour, page + "/discard", Map.of());
        assertThat(admin.get(page).status()).isEqualTo(200);
    }

    @Test
    void theLineSomebodyCameWithGoesAlongWhenTwoPersonsAreOne() {
        confirm(upload(HEADINGS + FINN));
        long finn = ask(Long.class, "select person_id from staff.import_row");
        Person other = known(NewPerson.named("Finn", "Æbelø", DANISH));

        for (int time = 0; time < 2; time++) {
            inTown(() -> transactions.execute(status -> {
                reunion.move(finn, other.id());
                return true;
            }));
            assertThat(ask(Long.class, "select person_id from staff.import_row"))
                    .isEqualTo(other.id());
        }
    }

    private String upload(String text) {
        return upload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a file and waits until it is read; the page that shows it. */
    private String upload(byte[] bytes) {
        Answer sent = send(admin, "/staff/imports", admin.get("/staff/imports").csrf(), bytes);
        assertThat(sent.status()).isEqualTo(303);
        settle();
        return sent.location();
    }

    private String refused(byte[] bytes) {
        Answer sent = send(admin, "/staff/imports", admin.get("/staff/imports").csrf(), bytes);
        assertThat(sent.status()).isEqualTo(422);
        return sent.body();
    }

    private void confirm(String page) {
        assertThat(post(admin, page + "/confirm", Map.of()).location()).isEqualTo(page);
        settle();
    }

    private static Answer send(Visitor visitor, String path, String token, byte[] file) {
        return visitor.send(path, Map.of("_csrf", token), "file", "kunder.csv", file);
    }

    private long persons() {
        return ask(Long.class, "select count(*) from identity.person");
    }

    private Person known(NewPerson person) {
        return inTown(() -> people.create(person));
    }

    private void settle() {
        try {
            assertThat(runner.settle(Duration.ofMinutes(2))).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
