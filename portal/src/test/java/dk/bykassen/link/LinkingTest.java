package dk.bykassen.link;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.ChipSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.Tenant;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jens adds his son's account: at once with the number on the chip, else with Karen's yes. */
class LinkingTest extends LinkTown {

    @Test
    void theRightPairLinksAtOnceAndBothSidesAreTold() {
        Visitor his = signedIn(jens);

        Answer done = ask(his, EMILS, CHIP);

        assertThat(done.location()).isEqualTo("/links");
        assertThat(his.get("/links").body()).contains("Kontoen er tilføjet", "Emil Holm", "Tilknyttet konto");
        assertThat(acts(jens)).isTrue();
        assertThat(told(karen)).containsExactly("GIVEN");
        assertThat(told(jens)).containsExactly("OPENED");
        assertThat(deeds(jens)).contains("card.link.given");
        assertThat(deeds(emil)).contains("card.account.shared");
        assertThat(signedIn(karen).get("/links").body()).contains("Jens Holm", "Tilknyttet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8d40b2f3", " 8D40 B2F3 ", "8d40-b2f3", "8D40\u00a0B2\u2011F3"})
    void smallLettersBlanksAndHyphensAreForgiven(String typed) {
        ask(signedIn(jens), "0309144012", typed);
        assertThat(acts(jens)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12341234", "4000 12341234"})
    void theDigitsPrintedBeforeTheNumberAreNeededByNobodyAndForgiven(String typed) {
        with(() -> {
            issuing.decide(ChipSettings.withPrefix(town, "4000"));
            issuing.issue(account, "12341234", "4000 12341234");
            return true;
        });
        assertThat(signedIn(jens).get("/links/new").body()).contains("uden 4000 foran");
        ask(signedIn(jens), EMILS, typed);
        assertThat(acts(jens)).isTrue();
    }

    @Test
    void aLinkLooksOnAndPaysInButDoesNotDecide() {
        Visitor his = signedIn(jens);
        ask(his, EMILS, CHIP);

        assertThat(decides(jens)).isFalse();
        assertThat(decides(karen)).isTrue();
        assertThat(his.get("/links").body()).doesNotContain("Karen Holm");
        assertThat(his.get("/links/" + link(karen)).status()).isEqualTo(404);
    }

    @Test
    void withoutTheNumberTheGuardianIsAskedAndSaysYes() {
        Visitor his = signedIn(jens);
        assertThat(ask(his, EMILS, "").location()).isEqualTo("/links");
        assertThat(his.get("/links").body())
                .contains("030914-••••", "Afventer godkendelse")
                .doesNotContain("Emil");
        assertThat(his.get("/accounts").body())
                .containsIgnoringCase("Afventer godkendelse")
                .contains("030914")
                .doesNotContain("Emil");
        UUID request = request();
        run(() -> work.ask(request));
        assertThat(told(karen)).containsExactly("ASKED");
        assertThat(told(emil)).isEmpty();

        Visitor hers = signedIn(karen);
        assertThat(hers.get("/accounts").body()).contains("Nogen beder om adgang");
        assertThat(hers.get("/links").body()).contains("Jens Holm beder om adgang");
        assertThat(hers.get("/links/" + request).body()).contains("Giv Jens Holm adgang til Emils konto?");
        assertThat(post(hers, "/links/" + request + "/approve").location()).isEqualTo("/links");

        assertThat(acts(jens)).isTrue();
        assertThat(told(jens)).containsExactly("OPENED");
        assertThat(told(karen)).contains("GIVEN");
        assertThat(his.get("/links/" + request).location()).isEqualTo("/links");
        assertThat(deeds(karen)).isNotEmpty();
        assertThat(deeds(jens)).contains("link.request.made", "card.link.given");
    }

    @Test
    void sayingYesTwiceChangesNothing() {
        ask(signedIn(jens), EMILS, "");
        Visitor hers = signedIn(karen);
        post(hers, "/links/" + request() + "/approve");
        assertThat(post(hers, "/links/" + request() + "/approve").location()).isEqualTo("/links");
        assertThat(hers.get("/links").body()).contains("allerede besvaret");
        assertThat(told(jens)).containsExactly("OPENED");
        assertThat(links(jens)).isEqualTo(1);
    }

    @Test
    void aYesAfterFifteenDaysComesTooLateWhetherOrNotAJobHasSaidSo() {
        ask(signedIn(jens), EMILS, "");
        UUID request = request();
        clock.advance(Duration.ofDays(15));

        Visitor hers = signedIn(karen);
        assertThat(hers.get("/links").body()).doesNotContain("beder om adgang");
        assertThat(hers.get("/links/" + request).location()).isEqualTo("/links");
        assertThat(post(hers, "/links/" + request + "/approve").status()).isEqualTo(303);
        assertThat(acts(jens)).isFalse();

        run(() -> work.endUnanswered(request));
        run(() -> work.endUnanswered(request));
        assertThat(state(request)).isEqualTo("expired");
        assertThat(told(jens)).containsExactly("NOT_GIVEN");
        assertThat(signedIn(jens).get("/links").body()).contains("Ikke godkendt");
    }

    @Test
    void strangersAndOtherTownsAnswerNothing() {
        ask(signedIn(jens), EMILS, "");
        UUID request = request();
        Person nabo = with(() -> somebody("Nabo", "010190-1017"));
        Tenant there = TestTown.found(founding);
        Person fremmed = TestTown.in(
                there, () -> transactions.execute(status -> people.create(NewPerson.named("Anna", "Lund", DANISH))));
        var elsewhere = new Visitor(port, there.hosts().getFirst());
        doorway.signIn(there, fremmed, elsewhere);

        for (Visitor stranger : List.of(signedIn(nabo), elsewhere)) {
            String csrf = stranger.get("/terms").csrf();
            for (String act : List.of("approve", "decline", "withdraw", "end")) {
                assertThat(stranger.post("/links/" + request + "/" + act, Map.of("_csrf", csrf))
                                .status())
                        .isEqualTo(404);
                assertThat(stranger.post("/links/" + link(karen) + "/" + act, Map.of("_csrf", csrf))
                                .status())
                        .isEqualTo(404);
            }
            assertThat(stranger.get("/links/" + request).status()).isEqualTo(404);
            assertThat(stranger.get("/links/" + link(karen)).status()).isEqualTo(404);
        }
        // Whoever asked does not answer.
        assertThat(post(signedIn(jens), "/links/" + request + "/approve").status())
                .isEqualTo(404);
        assertThat(state(request)).isEqualTo("waiting");
    }

    @Test
    void aChildWhomAGuardianLooksAfterDoesNotAnswerAndAGrownUpDoes() {
        ask(signedIn(jens), EMILS, "");
        Visitor childs = signedIn(emil);
        assertThat(childs.get("/links").body()).contains("Karen Holm").doesNotContain("Jens");
        assertThat(childs.get("/links/" + request()).status()).isEqualTo(404);
        assertThat(post(childs, "/links/" + request() + "/approve").status()).isEqualTo(404);
        assertThat(acts(jens)).isFalse();

        Person bo = holder("Bo", "010190-1017", "AAAA1111");
        ask(signedIn(jens), "010190-1017", "");
        assertThat(post(signedIn(bo), "/links/" + request() + "/approve").location())
                .isEqualTo("/links");
        assertThat(with(() -> accounts.of(jens.id())))
                .extracting(MyAccount::firstName)
                .containsExactly("Bo");
    }

    @Test
    void nobodyAsksThemselfOrForWhatTheyHave() {
        Visitor hers = signedIn(karen);
        Answer own = ask(hers, "740583-1012", "");
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.body()).contains("Det er dit eget nummer");

        ask(hers, EMILS, CHIP);
        assertThat(hers.get("/links").body()).contains("allerede adgang");
        ask(hers, EMILS, "00000000");
        assertThat(hers.get("/links").body()).contains("allerede adgang");
        assertThat(links(karen)).isEqualTo(1);
        assertThat(with(() -> jdbc.sql("select count(*) from link.request where tenant_id = ?")
                        .param(town.id())
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status = 'blocked', blocked_by = 'citizen'", "status = 'replaced'"})
    void theNumberOfAChipOutOfUseProvesNothing(String change) {
        with(() -> jdbc.sql("update card.chip set blocked_at = ?, " + change + " where tenant_id = ?")
                .params(Timestamp.from(clock.instant()), town.id())
                .update());
        ask(signedIn(jens), EMILS, CHIP);
        assertThat(acts(jens)).isFalse();
        assertThat(state(request())).isEqualTo("waiting");
    }

    @Test
    void aClosedAccountIsNobodys() {
        ask(signedIn(jens), EMILS, "");
        UUID before = request();
        with(() -> jdbc.sql("update card.account set status = 'closed', closed_at = ? where tenant_id = ?")
                .params(java.sql.Timestamp.from(clock.instant()), town.id())
                .update());
        assertThat(post(signedIn(karen), "/links/" + before + "/approve").status())
                .isEqualTo(404);
        assertThat(signedIn(karen).get("/links").body()).doesNotContain("beder om adgang");

        Person mor = with(() -> somebody("Mor", "010190-1017"));
        ask(signedIn(mor), EMILS, CHIP);
        assertThat(acts(mor)).isFalse();
        assertThat(signedIn(mor).get("/links").body()).contains("Afventer godkendelse");
    }

    @Test
    void aNoLooksLikeSilenceAndIsNotAskedAgainForAWeek() {
        Visitor his = signedIn(jens);
        ask(his, EMILS, "");
        UUID first = request();
        String before = his.get("/links").body();
        post(signedIn(karen), "/links/" + first + "/decline");

        assertThat(state(first)).isEqualTo("declined");
        assertThat(told(jens)).isEmpty();
        assertThat(page(his.get("/links"))).isEqualTo(page(before));
        assertThat(his.get("/links/" + first).status()).isEqualTo(200);
        // The card's number alone is not enough any more.
        ask(his, EMILS, CHIP);
        assertThat(acts(jens)).isFalse();

        post(his, "/links/" + first + "/withdraw");
        ask(his, EMILS, "");
        assertThat(request()).isNotEqualTo(first);
        assertThat(his.get("/links").body()).contains("Afventer godkendelse");
        assertThat(signedIn(karen).get("/links").body()).doesNotContain("beder om adgang");
        UUID silent = request();
        run(() -> work.ask(silent));
        assertThat(told(karen)).isEmpty();

        post(his, "/links/" + silent + "/withdraw");
        clock.advance(Duration.ofDays(8));
        ask(signedIn(jens), EMILS, "");
        assertThat(signedIn(karen).get("/links").body()).contains("Jens Holm beder om adgang");
    }

    @Test
    void theSameAskedFromBothSidesAtOnceGivesTwoRequestsOrTwoLinks() throws Exception {
        Person bo = holder("Bo", "010190-1017", "AAAA1111");
        Person ida = holder("Ida", "020290-1015", "BBBB2222");
        List<Answer> asked = together(
                List.of(() -> ask(signedIn(bo), "020290-1015", ""), () -> ask(signedIn(ida), "010190-1017", "")));
        assertThat(asked).extracting(Answer::status).containsOnly(303);

        List<Answer> linked = together(List.of(
                () -> ask(signedIn(bo), "020290-1015", "BBBB2222"),
                () -> ask(signedIn(ida), "010190-1017", "AAAA1111")));
        assertThat(linked).extracting(Answer::status).containsOnly(303);
        assertThat(with(() -> accounts.of(bo.id())))
                .extracting(MyAccount::firstName)
                .containsExactly("Bo", "Ida");
        assertThat(with(() -> accounts.of(ida.id())))
                .extracting(MyAccount::firstName)
                .containsExactly("Ida", "Bo");
        // What waited has nothing left to ask for.
        assertThat(signedIn(bo).get("/links").body()).doesNotContain("beder om adgang", "Afventer");
    }

    @Test
    void theSameFormSentManyTimesAtOnceIsOneRequest() throws Exception {
        Visitor his = signedIn(jens);
        Callable<Answer> send = () -> ask(his, EMILS, "");
        assertThat(together(List.of(send, send, send, send)))
                .extracting(Answer::status)
                .containsOnly(303);
        assertThat(with(() -> jdbc.sql("select count(*) from link.request where tenant_id = ?")
                        .param(town.id())
                        .query(Integer.class)
                        .single()))
                .isEqualTo(1);
    }

    @Test
    void aYesAndTheRightPairAtOnceGiveOneLink() throws Exception {
        ask(signedIn(jens), EMILS, "");
        UUID request = request();
        List<Answer> both = together(List.of(
                () -> ask(signedIn(jens), EMILS, CHIP), () -> post(signedIn(karen), "/links/" + request + "/approve")));
        assertThat(both).extracting(Answer::status).containsOnly(303);
        assertThat(links(jens)).isEqualTo(1);
        assertThat(told(jens)).containsExactly("OPENED");
        assertThat(state(request)).isEqualTo("approved");
    }

    @Test
    void whatIsNoNumberIsSaidWithoutCountingAsATry() {
        Visitor his = signedIn(jens);
        for (int slip = 0; slip < 2 * Attempts.AN_HOUR; slip++) {
            Answer answer = ask(his, "12", "æ");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("CPR-nummer med 10 cifre", "mindst fire cifre");
        }
        ask(his, EMILS, CHIP);
        assertThat(acts(jens)).isTrue();
    }

    /** What the page says, without what differs from one visit to the next. */
    static String page(Answer answer) {
        return page(answer.body());
    }

    static String page(String body) {
        return body.replaceAll("(?s).*<main(.*)</main>.*", "$1")
                .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "")
                .replaceAll("(?s)<div class=\"wrap\"><div class=\"note note-ok notice\".*?</div></div></div>", "");
    }

    private int links(Person person) {
        return with(() -> jdbc.sql("""
                select count(*) from card.link
                where tenant_id = ? and person_id = ? and account_id = ? and status = 'active'
                """)
                .params(town.id(), person.id(), account)
                .query(Integer.class)
                .single());
    }

    private static List<Answer> together(List<Callable<Answer>> tasks) throws Exception {
        try (var threads = Executors.newFixedThreadPool(tasks.size())) {
            var answers = new java.util.ArrayList<Answer>();
            for (Future<Answer> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
