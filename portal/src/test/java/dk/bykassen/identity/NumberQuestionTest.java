package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A town whose broker tells no person number: the first sign-in asks for it. */
@TownTest
class NumberQuestionTest {

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    IdentityProviders providers;

    @Autowired
    People people;

    private final ScriptedBroker broker = new ScriptedBroker();
    private Tenant town;
    private Visitor browser;

    @BeforeEach
    void open() {
        town = TestTown.found(founding);
        TestTown.<Void, RuntimeException>in(town, () -> {
            providers.add(broker.provider("mitid", NumberRule.ASKED));
            return null;
        });
        browser = browser();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "hyphen", "space"})
    void theFirstSignInAsksForTheNumberAndLaterOnesDoNot(String spelling) {
        Dane anna = Dane.named("Anna Marie Lund");
        Person known = know("Anna", "Lund", anna.number());

        Answer asked = signIn(browser, anna, "/closed-room");
        assertThat(asked.location()).isEqualTo("/sign-in/number?to=%2Fclosed-room");
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
        Answer page = browser.get(asked.location());
        assertThat(page.body())
                .contains("Hvad er dit CPR-nummer?", "MitID har fortalt os")
                .contains("action=\"/sign-in/number?to=%2Fclosed-room\"");

        Answer answered = type(browser, spelled(anna.number(), spelling), page.csrf(), "/closed-room");
        assertThat(answered.status()).isEqualTo(303);
        assertThat(answered.location()).isEqualTo("/closed-room");
        assertThat(browser.get("/closed-room").body()).isEqualTo("only for Anna Marie Lund by mitid");
        assertThat(inTown(() -> people.byNumber(anna.number())).orElseThrow().id())
                .isEqualTo(known.id());

        Visitor later = browser();
        assertThat(signIn(later, anna, "/closed-room").location()).isEqualTo("/closed-room");
    }

    @Test
    void theSessionOfTheQuestionIsReplacedByOneOfThePerson() {
        Dane anna = Dane.named("Anna Lund");
        signIn(browser, anna, "/");
        String waiting = browser.cookies().get(Sessions.COOKIE);
        type(browser, anna.number().digits(), browser.get("/sign-in/number").csrf(), "/");

        assertThat(browser.cookies().get(Sessions.COOKIE)).isNotEqualTo(waiting);
        Visitor thief = browser();
        thief.cookies().put(Sessions.COOKIE, waiting);
        assertThat(thief.get("/closed-room").status()).isEqualTo(303);
        assertThat(thief.get("/sign-in/number").location()).startsWith("/sign-in?why=expired");
    }

    @Test
    void somebodyNobodyKnowsBecomesKnown() {
        Dane newcomer = Dane.named("Peter Bech");
        signIn(browser, newcomer, "/");
        type(browser, newcomer.number().digits(), browser.get("/sign-in/number").csrf(), "/");

        Person person = inTown(() -> people.byNumber(newcomer.number())).orElseThrow();
        assertThat(person.name()).isEqualTo("Peter Bech");
    }

    @Test
    void aNumberOfSomebodyElseAndANumberOfNobodyAreRefusedInTheSameWords() {
        Dane anna = Dane.named("Anna Lund");
        Dane namesake = Dane.named("Birthe Krog");
        know("Birthe", "Krog", namesake.number());
        signIn(browser, anna, "/");
        String csrf = browser.get("/sign-in/number").csrf();

        Answer ofSomebody = type(browser, namesake.number().digits(), csrf, "/");
        Answer ofNobody = type(browser, "6101901234", csrf, "/");
        assertThat(ofSomebody.status()).isEqualTo(422);
        assertThat(ofNobody.status()).isEqualTo(422);
        assertThat(ofSomebody.body())
                .contains("<title>Fejl: ", "Nummeret passer ikke til dig. Du har 2 forsøg tilbage");
        assertThat(ofNobody.body()).contains("Nummeret passer ikke til dig. Du har ét forsøg tilbage");
    }

    @Test
    void theThirdWrongNumberEndsTheSignInOnAPlainPage() {
        Dane anna = Dane.named("Anna Lund");
        signIn(browser, anna, "/");
        String csrf = browser.get("/sign-in/number").csrf();
        type(browser, "6101901234", csrf, "/");
        type(browser, "6101901235", csrf, "/");

        Answer third = type(browser, "6101901236", csrf, "/");
        assertThat(third.location()).isEqualTo("/sign-in/number-over");
        assertThat(browser.get(third.location()).body()).contains("Vi kunne ikke finde dig", "70 00 00 00");
        assertThat(browser.cookies()).doesNotContainKey(Sessions.COOKIE);
        assertThat(browser.get("/sign-in/number").location()).startsWith("/sign-in?why=expired");
        assertThat(inTown(() -> people.byNumber(anna.number()))).isEmpty();
    }

    @Test
    void aSlipOfTheFingerIsNoTry() {
        Dane anna = Dane.named("Anna Lund");
        signIn(browser, anna, "/");
        String csrf = browser.get("/sign-in/number").csrf();
        for (String slip :
                List.of("", "12", "not a number", "9999999999", anna.number().digits() + "1")) {
            assertThat(type(browser, slip, csrf, "/").body()).contains("Et CPR-nummer har 10 cifre");
        }
        assertThat(type(browser, anna.number().digits(), csrf, "/").status()).isEqualTo(303);
    }

    @Test
    void signingInAnewDoesNotBuyTriesWithoutEnd() throws SQLException {
        Dane anna = Dane.named("Anna Lund");
        for (int round = 0; round < 3; round++) {
            signIn(browser, anna, "/");
            String csrf = browser.get("/sign-in/number").csrf();
            for (int number = 0; number < 3; number++) {
                type(browser, "610190123" + number, csrf, "/");
            }
        }
        Answer turnedAway = signIn(browser, anna, "/");
        assertThat(turnedAway.location()).startsWith("/sign-in?why=guesses");
        assertThat(browser.get(turnedAway.location()).body()).contains("Prøv igen i morgen");

        letTimePass(Duration.ofDays(1).plusMinutes(1));
        assertThat(signIn(browser, anna, "/").location()).isEqualTo("/sign-in/number");
    }

    @Test
    void numbersTypedSideBySideShareNoTry() throws Exception {
        Dane anna = Dane.named("Anna Lund");
        signIn(browser, anna, "/");
        String csrf = browser.get("/sign-in/number").csrf();
        List<Answer> answers = together(8, number -> {
            Visitor tab = browser();
            tab.cookies().putAll(browser.cookies());
            return type(tab, "610190123" + number, csrf, "/");
        });

        assertThat(answers.stream().filter(answer -> answer.status() == 422)).hasSizeLessThanOrEqualTo(2);
        assertThat(tries()).isEqualTo(3);
    }

    @Test
    void aKnownPersonWhoHasAnEidAlreadyIsNotHandedToAnotherEid() {
        Dane anna = Dane.named("Anna Lund");
        signIn(browser, anna, "/");
        type(browser, anna.number().digits(), browser.get("/sign-in/number").csrf(), "/");

        Visitor other = browser();
        Dane namesake = new Dane("another-subject", "Anna Lund", anna.number());
        signIn(other, namesake, "/");
        assertThat(type(
                                other,
                                anna.number().digits(),
                                other.get("/sign-in/number").csrf(),
                                "/")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aProtectedNameMatchesNobodyKnownByName() {
        Dane hidden = Dane.named("NAVNE & ADRESSEBESKYTTET");
        know("Anna", "Lund", hidden.number());
        signIn(browser, hidden, "/");
        assertThat(type(
                                browser,
                                hidden.number().digits(),
                                browser.get("/sign-in/number").csrf(),
                                "/")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theQuestionWaitsAQuarterOfAnHourAndNoLonger() throws SQLException {
        Dane anna = Dane.named("Anna Lund");
        signIn(browser, anna, "/");
        letTimePass(Duration.ofMinutes(16));
        assertThat(browser.get("/sign-in/number").location()).startsWith("/sign-in?why=expired");
    }

    @Test
    void leavingTheQuestionEndsTheSignIn() {
        signIn(browser, Dane.named("Anna Lund"), "/");
        String csrf = browser.get("/sign-in/number").csrf();
        assertThat(browser.post("/sign-out", Map.of("_csrf", csrf)).location()).startsWith(broker.issuer());
        assertThat(browser.get("/sign-in/number").location()).startsWith("/sign-in?why=expired");
    }

    @Test
    void theQuestionIsOnlyAnsweredFromOurOwnPage() {
        Dane anna = Dane.named("Anna Lund");
        signIn(browser, anna, "/");
        assertThat(type(browser, anna.number().digits(), "forged", "/").status())
                .isEqualTo(403);
        assertThat(browser.get("/sign-in/number").status()).isEqualTo(200);
    }

    @Test
    void manyFirstSignInsOfOneHumanAtOnceMakeOnePerson() throws Exception {
        for (int round = 0; round < 5; round++) {
            Dane anna = Dane.named("Anna Lund");
            List<Visitor> browsers =
                    IntStream.range(0, 6).mapToObj(i -> browser()).toList();
            List<String> tokens = browsers.stream()
                    .map(each -> {
                        signIn(each, anna, "/");
                        return each.get("/sign-in/number").csrf();
                    })
                    .toList();
            List<Answer> answers = together(
                    6, number -> type(browsers.get(number), anna.number().digits(), tokens.get(number), "/"));

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.location()).isEqualTo(ReturnPath.HOME));
            assertThat(peopleNamed("Anna", "Lund")).isEqualTo(round + 1);
        }
    }

    @Test
    void twoHumansWithOneNumberAtOnceAreNotMadeOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            Dane anna = Dane.named("Anna Lund");
            List<Dane> both = List.of(anna, new Dane("impostor-" + round, "Anna Lund", anna.number()));
            List<Visitor> browsers = List.of(browser(), browser());
            List<String> tokens = IntStream.range(0, 2)
                    .mapToObj(i -> {
                        signIn(browsers.get(i), both.get(i), "/");
                        return browsers.get(i).get("/sign-in/number").csrf();
                    })
                    .toList();
            List<Answer> answers = together(
                    2, number -> type(browsers.get(number), anna.number().digits(), tokens.get(number), "/"));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(303, 422);
            assertThat(peopleNamed("Anna", "Lund")).isEqualTo(round + 1);
        }
    }

    private interface Numbered<T> {
        T at(int number) throws Exception;
    }

    /** Lets everybody begin at the same moment. */
    private static <T> List<T> together(int many, Numbered<T> deed) throws Exception {
        var start = new CyclicBarrier(many);
        try (var threads = Executors.newFixedThreadPool(many)) {
            List<Callable<T>> deeds = IntStream.range(0, many)
                    .<Callable<T>>mapToObj(number -> () -> {
                        start.await();
                        return deed.at(number);
                    })
                    .toList();
            List<Future<T>> done = threads.invokeAll(deeds);
            return done.stream().map(Future::resultNow).toList();
        }
    }

    private Visitor browser() {
        return new Visitor(port, town.hosts().getFirst());
    }

    private Answer signIn(Visitor visitor, Dane dane, String to) {
        Answer start = visitor.get("/sign-in/mitid?to=" + to);
        String code = broker.codeFor(start.sentAlong(), dane.withoutNumber());
        return visitor.get("/sign-in/mitid/callback?code=" + code + "&state="
                + start.sentAlong().get("state"));
    }

    private static Answer type(Visitor visitor, String number, String csrf, String to) {
        var form = new HashMap<String, String>();
        form.put("number", number);
        form.put("_csrf", csrf);
        return visitor.post("/sign-in/number?to=" + to, form);
    }

    private static String spelled(PersonNumber number, String spelling) {
        String digits = number.digits();
        return switch (spelling) {
            case "hyphen" -> digits.substring(0, 6) + "-" + digits.substring(6);
            case "space" -> digits.substring(0, 6) + " " + digits.substring(6);
            default -> spelling.formatted(digits);
        };
    }

    private Person know(String first, String last, PersonNumber number) {
        return inTown(() ->
                people.create(NewPerson.named(first, last, Locale.of("da")).withNumber(number)));
    }

    private <T> T inTown(ScopedValue.CallableOp<T, RuntimeException> work) {
        return TestTown.in(town, work);
    }

    private long peopleNamed(String first, String last) throws SQLException {
        return asked(
                "select count(*) from identity.person where first_name = '%s' and last_name = '%s' and tenant_id = %d"
                        .formatted(first, last, town.id()));
    }

    private long tries() throws SQLException {
        return asked("select max(pending_tries) from identity.session where tenant_id = " + town.id());
    }

    private static long asked(String question) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement();
                var rows = sql.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Makes everything in the town older, as only the database's superuser can. */
    private void letTimePass(Duration time) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement()) {
            String by = "interval '" + time.toSeconds() + " seconds'";
            sql.executeUpdate("update identity.session set created_at = created_at - " + by
                    + ", last_seen_at = last_seen_at - " + by + ", expires_at = expires_at - " + by
                    + " where tenant_id = " + town.id());
            sql.executeUpdate(
                    "update identity.number_guess set since = since - " + by + " where tenant_id = " + town.id());
        }
    }
}
