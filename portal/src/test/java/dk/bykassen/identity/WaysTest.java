package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Several ways into one person's pages, in a town where an eID is not the only one. */
class WaysTest extends SignInTown {

    private static final Locale DANISH = Locale.of("da");

    @Autowired
    HouseKey keys;

    private Person maja;

    @BeforeEach
    void majaHasAKey() {
        offer(broker.provider("mitid", NumberRule.UNUSED));
        maja = holder("Maja", "Friis");
        unlock(browser, maja);
    }

    @Test
    void anEidIsAddedAfterAnExplicitYesAndLeadsToTheSamePerson() {
        Dane eid = Dane.named("Maja Friis");
        Answer page = browser.get("/profile/ways");
        assertThat(page.body()).contains("Tilføj MitID").doesNotContain("/profile/ways/mitid/remove");

        Answer shown = show(browser, eid);
        assertThat(shown.location()).isEqualTo("/profile/ways/confirm");
        assertThat(count("identity.way")).isZero();
        Answer question = browser.get(shown.location());
        assertThat(question.body()).contains("Skal MitID tilføjes?", "Maja Friis");
        assertThat(browser.post("/profile/ways/confirm", Map.of("_csrf", question.csrf(), "answer", "yes"))
                        .location())
                .isEqualTo("/profile/ways");
        assertThat(browser.get("/profile/ways").body()).contains("/profile/ways/mitid/remove");

        Visitor later = visitor();
        signIn(later, eid.withoutNumber());
        assertThat(later.get("/closed-room").body()).isEqualTo("only for Maja Friis by mitid");
        assertThat(count("identity.person")).isEqualTo(1);
        assertThat(mails("ways-changed")).isEqualTo(1);
    }

    @Test
    void sayingNoOrWalkingAwayBindsNothing() {
        Dane eid = Dane.named("Maja Friis");
        show(browser, eid);
        String csrf = browser.get("/profile/ways/confirm").csrf();
        browser.post("/profile/ways/confirm", Map.of("_csrf", csrf, "answer", "no"));

        assertThat(browser.post("/profile/ways/confirm", Map.of("_csrf", csrf, "answer", "yes"))
                        .location())
                .isEqualTo("/profile/ways");
        assertThat(count("identity.way")).isZero();
    }

    @Test
    void aRoundTripIsGoodInTheSessionWhoseFormBeganItAlone() {
        Answer start = browser.get(add(browser).location());
        assertThat(start.sentAlong()).containsEntry("prompt", "login");
        unlock(browser, holder("Jens", "Holm"));

        Answer back = returning(browser, start, Dane.named("Maja Friis").withoutNumber());
        assertThat(back.location()).startsWith("/sign-in?why=interrupted");
        assertThat(browser.get("/profile/ways/confirm").location()).isEqualTo("/profile/ways");
        assertThat(count("identity.way")).isZero();
    }

    @Test
    void anEidThatTheBrokerKnewFromBeforeIsNotBound() {
        broker.twist = claims -> claims.claim("auth_time", Instant.now().getEpochSecond() - 7200);

        assertThat(show(browser, Dane.named("Maja Friis")).location()).isEqualTo("/profile/ways?why=failed");
        assertThat(browser.get("/profile/ways/confirm").location()).isEqualTo("/profile/ways");
        assertThat(count("identity.way")).isZero();
    }

    @Test
    void aLinkFromElsewhereStartsNoBinding() {
        Visitor jens = visitor();
        unlock(jens, holder("Jens", "Holm"));
        String ticketOfJens = add(jens).location();

        assertThat(browser.get(ticketOfJens).location()).isEqualTo("/profile/ways");
        assertThat(browser.get("/sign-in/mitid?bind=forged").location()).isEqualTo("/profile/ways");
        assertThat(browser.post("/profile/ways/mitid/add", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void abortingAtTheEidLeadsBackToTheList() {
        Answer start = browser.get(add(browser).location());
        Answer back = browser.get("/sign-in/mitid/callback?error=access_denied&state="
                + start.sentAlong().get("state"));

        assertThat(back.location()).isEqualTo("/profile/ways?why=aborted");
        assertThat(browser.get(back.location()).body()).contains("Der er ikke tilføjet noget");
    }

    @Test
    void anEidThatTellsOfAnotherHumanIsNotAdded() {
        show(browser, Dane.named("Karen Holm"));
        Answer question = browser.get("/profile/ways/confirm");
        assertThat(question.body()).contains("Det kan vi ikke tilføje", "Der er ikke ændret noget");

        assertThat(browser.post("/profile/ways/confirm", Map.of("_csrf", question.csrf(), "answer", "yes"))
                        .body())
                .contains("Det kan vi ikke tilføje");
        assertThat(count("identity.way")).isZero();
    }

    @Test
    void aSecondEidOfTheSameKindIsNotAddedOnItsWordAlone() {
        bind(browser, Dane.named("Maja Friis"));
        // The list offers no second one; the form is sent all the same.
        show(browser, Dane.named("Maja Friis"));

        assertThat(browser.get("/profile/ways/confirm").body()).contains("Du har allerede MitID her");
        assertThat(count("identity.way")).isEqualTo(1);
    }

    @Test
    void theLastWayStays() {
        assertThat(browser.get("/profile/ways/house-key/remove").body()).contains("Det er den eneste måde");
        assertThat(remove(browser, "house-key").location()).isEqualTo("/profile/ways/house-key/remove");
        assertThat(inTown(() -> keys.boundTo(maja.id()))).isPresent();
    }

    @Test
    void removingAWayTellsThePersonAndSignsOutEverywhereElse() {
        bind(browser, Dane.named("Maja Friis"));
        Visitor elsewhere = visitor();
        unlock(elsewhere, maja);

        assertThat(remove(browser, "house-key").location()).isEqualTo("/profile/ways");
        assertThat(elsewhere.get("/closed-room").status()).isEqualTo(303);
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
        unlock(elsewhere, maja);
        assertThat(elsewhere.get("/closed-room").status()).isEqualTo(303);
        assertThat(mails("ways-changed")).isEqualTo(2);
    }

    @Test
    void twoBrowsersThatRemoveBothWaysAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            Person person = holder("Maja", "Friis");
            Visitor one = visitor();
            unlock(one, person);
            bind(one, Dane.named("Maja Friis"));
            Visitor other = visitor();
            unlock(other, person);
            long before = count("identity.way");
            String csrf = csrf(one);
            String otherCsrf = csrf(other);
            atOnce(() -> remove(one, "house-key", csrf), () -> remove(other, "mitid", otherCsrf));

            boolean hasKey = inTown(() -> keys.boundTo(person.id())).isPresent();
            boolean hasEid = count("identity.way") == before;
            assertThat(List.of(hasKey, hasEid)).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void twoBrowsersThatBindOneEidToTwoPersonsAtOnceBindItToOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            Dane eid = Dane.named("Maja Friis");
            Visitor one = visitor();
            unlock(one, holder("Maja", "Friis"));
            Visitor other = visitor();
            unlock(other, holder("Maja", "Friis"));
            show(one, eid);
            show(other, eid);
            long before = count("identity.way");
            List<Answer> answers = atOnce(() -> confirm(one), () -> confirm(other));

            assertThat(count("identity.way")).isEqualTo(before + 1);
            // One is told that it is done, the other sees that there is another login now.
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(303, 200);
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 200)
                            .findFirst()
                            .orElseThrow()
                            .body())
                    .contains("Du har to logins");
        }
    }

    @Test
    void anEidNobodyHasIsAskedWhetherItsOwnerHasBeenHereBefore() {
        Visitor stranger = visitor();
        Answer back = signIn(stranger, Dane.named("Maja Friis").withoutNumber());
        assertThat(back.location()).isEqualTo("/sign-in/before");
        assertThat(count("identity.person")).isEqualTo(1);
        assertThat(stranger.get("/closed-room").status()).isEqualTo(303);

        Answer question = stranger.get(back.location());
        assertThat(question.body()).contains("Har du brugt " + town.name() + " før?", "Maja Friis");
        Answer account = stranger.get("/sign-in/before/account");
        assertThat(account.body()).contains("Log ind, som du plejer").doesNotContain("/sign-in/mitid");
        Answer proven =
                stranger.post("/sign-in/house-key", Map.of("_csrf", question.csrf(), "key", String.valueOf(maja.id())));
        assertThat(proven.location()).isEqualTo("/profile/ways/confirm");
        assertThat(confirm(stranger).location()).isEqualTo("/profile/ways");

        Visitor later = visitor();
        assertThat(signIn(later, Dane.named("Someone Else").withoutNumber()).location())
                .isEqualTo("/sign-in/before");
        assertThat(count("identity.person")).isEqualTo(1);
        assertThat(count("identity.way")).isEqualTo(1);
    }

    @Test
    void whoeverIsNewBecomesKnownOnceHoweverOftenTheySaySo() throws Exception {
        Dane newcomer = Dane.named("Sofie Lind");
        Visitor one = visitor();
        Visitor other = visitor();
        signIn(one, newcomer.withoutNumber());
        signIn(other, newcomer.withoutNumber());
        for (Answer answer : atOnce(() -> isNew(one), () -> isNew(other))) {
            assertThat(answer.location()).isEqualTo("/home");
        }

        assertThat(one.get("/closed-room").body()).isEqualTo("only for Sofie Lind by mitid");
        assertThat(count("identity.person")).isEqualTo(2);
        assertThat(count("identity.way")).isEqualTo(1);
    }

    @Test
    void theQuestionIsAskedOfNobodyWhoIsNotThere() {
        Visitor stranger = visitor();
        assertThat(stranger.get("/sign-in/before").location()).isEqualTo("/sign-in?why=expired");
        assertThat(stranger.get("/sign-in/before/account").location()).isEqualTo("/sign-in?why=expired");
        assertThat(isNewWithout(stranger).location()).isEqualTo("/sign-in?why=expired");
        assertThat(browser.get("/sign-in/before?to=/closed-room").location()).isEqualTo("/closed-room");
    }

    private Person holder(String first, String last) {
        return inTown(() -> {
            keys.offer();
            Person person = people.create(NewPerson.named(first, last, DANISH)
                    .withContact(first.toLowerCase(Locale.ROOT) + "@example.com", null));
            keys.give(person);
            return person;
        });
    }

    private Visitor visitor() {
        return new Visitor(port, town.hosts().getFirst());
    }

    private void unlock(Visitor visitor, Person person) {
        visitor.cookies().remove(Sessions.COOKIE);
        visitor.post("/sign-in/house-key", Map.of("key", String.valueOf(person.id())));
    }

    private Answer add(Visitor visitor) {
        return visitor.post("/profile/ways/mitid/add", Map.of("_csrf", csrf(visitor)));
    }

    private Answer show(Visitor visitor, Dane eid) {
        return returning(visitor, visitor.get(add(visitor).location()), eid.withoutNumber());
    }

    private Answer confirm(Visitor visitor) {
        return visitor.post("/profile/ways/confirm", Map.of("_csrf", csrf(visitor), "answer", "yes"));
    }

    private void bind(Visitor visitor, Dane eid) {
        show(visitor, eid);
        assertThat(confirm(visitor).location()).isEqualTo("/profile/ways");
    }

    private static Answer remove(Visitor visitor, String way) {
        return remove(visitor, way, csrf(visitor));
    }

    private static Answer remove(Visitor visitor, String way, String csrf) {
        return visitor.post("/profile/ways/" + way + "/remove", Map.of("_csrf", csrf));
    }

    private static Answer isNew(Visitor visitor) {
        return visitor.post(
                "/sign-in/before",
                Map.of("_csrf", visitor.get("/sign-in/before").csrf()));
    }

    private static Answer isNewWithout(Visitor visitor) {
        return visitor.post("/sign-in/before", Map.of());
    }

    private long mails(String template) {
        return inTown(() -> transactions.execute(
                status -> jdbc.sql("select count(*) from message.message where template = :template")
                        .param("template", template)
                        .query(Long.class)
                        .single()));
    }

    private static List<Answer> atOnce(Callable<Answer> one, Callable<Answer> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Answer>> both = List.of(one, other);
            List<Future<Answer>> done = threads.invokeAll(both.stream()
                    .<Callable<Answer>>map(work -> () -> {
                        start.await();
                        return work.call();
                    })
                    .toList());
            return List.of(done.getFirst().get(), done.getLast().get());
        }
    }
}
