package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How citizens sign in, and who they are then. */
@ExtendWith(OutputCaptureExtension.class)
class SignInTest extends SignInTown {

    @Test
    void aCitizenSignsInAndArrivesWhereTheyWanted() {
        Dane karen = Dane.named("Karen Holm");
        Person known = inTown(() ->
                people.create(NewPerson.named("Karen", "Holm", Locale.of("da")).withNumber(karen.number())));

        Answer turnedAway = browser.get("/closed-room?day=1");
        assertThat(turnedAway.status()).isEqualTo(303);
        assertThat(turnedAway.location()).isEqualTo("/sign-in?to=%2Fclosed-room%3Fday%3D1");

        Answer page = browser.get(turnedAway.location());
        assertThat(page.body()).contains("href=\"/sign-in/mitid?to=%2Fclosed-room%3Fday%3D1\"", "Log ind med MitID");

        Answer start = browser.get("/sign-in/mitid?to=%2Fclosed-room%3Fday%3D1");
        assertThat(start.location()).startsWith(broker.issuer() + "/authorize?");
        assertThat(start.sentAlong())
                .containsEntry("response_type", "code")
                .containsEntry("client_id", ScriptedBroker.CLIENT)
                .containsEntry("scope", "openid mitid ssn")
                .containsEntry("redirect_uri", "http://" + browser.authority() + "/sign-in/mitid/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_mode", "query")
                .containsEntry("idp_values", "mitid")
                .containsEntry("ui_locales", "da")
                .containsKeys("state", "nonce", "code_challenge");

        Answer back = returning(browser, start, karen.withNumber());
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).isEqualTo("/closed-room?day=1");
        assertThat(browser.get("/closed-room").body()).isEqualTo("only for Karen Holm by mitid");
        assertThat(inTown(() -> people.byNumber(karen.number())).map(Person::id))
                .contains(known.id());
    }

    @Test
    void aNewcomerBecomesKnownOnceHoweverOftenTheySignIn() {
        Dane newcomer = Dane.named("Sofie Marie Lind");
        signIn(browser, newcomer.withNumber());
        signIn(new Visitor(port, town.hosts().getFirst()), newcomer.withNumber());

        Person person = inTown(() -> people.byNumber(newcomer.number())).orElseThrow();
        assertThat(person.firstName()).isEqualTo("Sofie Marie");
        assertThat(person.lastName()).isEqualTo("Lind");
        assertThat(person.birthDate()).isEqualTo(newcomer.born());
        assertThat(person.number()).isEqualTo("770581");
        assertThat(count("identity.person")).isEqualTo(1);
    }

    @Test
    void manyFirstSignInsOfOneHumanAtOnceMakeOnePerson() throws Exception {
        for (int round = 0; round < 5; round++) {
            Dane newcomer = Dane.named("Sofie Lind");
            var start = new CyclicBarrier(6);
            try (var threads = Executors.newFixedThreadPool(6)) {
                Callable<Answer> arrival = () -> {
                    var visitor = new Visitor(port, town.hosts().getFirst());
                    Answer sent = visitor.get("/sign-in/mitid");
                    String code = broker.codeFor(sent.sentAlong(), newcomer.withNumber());
                    start.await();
                    return callback(visitor, sent, code);
                };
                for (Future<Answer> arrived : threads.invokeAll(Collections.nCopies(6, arrival))) {
                    assertThat(arrived.get().location()).isEqualTo(ReturnPath.HOME);
                }
            }
            assertThat(count("identity.person")).isEqualTo(round + 1);
            assertThat(count("identity.way")).isEqualTo(round + 1);
        }
    }

    @Test
    void whatTheBrokerTellsIsReadFromUserInfoNotFromTheIdToken() {
        Dane karen = Dane.named("Karen Holm");
        Dane other = Dane.named("Somebody Else");
        broker.twist =
                token -> token.claim("dk.cpr", other.number().digits()).claim("mitid.identity_name", other.name());
        signIn(browser, karen.withNumber());

        assertThat(inTown(() -> people.byNumber(other.number()))).isEmpty();
        assertThat(browser.get("/closed-room").body()).contains("Karen Holm");
    }

    @Test
    void aProtectedNameNeverReplacesAKnownOne() {
        Dane karen = Dane.named("Karen Holm");
        signIn(browser, karen.withNumber());
        var hidden = new HashMap<>(karen.withNumber());
        hidden.put("mitid.identity_name", "NAVNE & ADRESSEBESKYTTET");
        signIn(browser, hidden);

        Person person = inTown(() -> people.byNumber(karen.number())).orElseThrow();
        assertThat(person.firstName()).isEqualTo("Karen");
        assertThat(person.isProtected()).isTrue();
        assertThat(browser.get("/closed-room").body()).contains("Karen Holm");
    }

    @Test
    void somebodyWhoseNameIsProtectedFromTheStartIsCalledByAPlainWord() {
        Dane hidden = Dane.named("NAVNE & ADRESSEBESKYTTET");
        signIn(browser, hidden.withNumber());

        assertThat(browser.get("/closed-room").body()).isEqualTo("only for Borger by mitid");
    }

    @Test
    void aNewEidOfTheSameHumanFindsTheSamePerson() {
        Dane karen = Dane.named("Karen Holm");
        signIn(browser, karen.withNumber());
        signIn(browser, new Dane("another-subject", "Karen Holm", karen.number()).withNumber());

        assertThat(count("identity.person")).isEqualTo(1);
        assertThat(count("identity.way")).isEqualTo(1);
    }

    @Test
    void anIdentityThatSuddenlyCarriesSomebodyElsesNumberIsNobodysSignIn() {
        Dane karen = Dane.named("Karen Holm");
        Dane jens = Dane.named("Jens Holm");
        signIn(browser, karen.withNumber());
        signIn(browser, jens.withNumber());
        browser.cookies().clear();

        Answer back = signIn(browser, new Dane(karen.subject(), karen.name(), jens.number()).withNumber());
        assertThat(back.location()).startsWith("/sign-in?why=contradiction");
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void aBrokerThatForgetsTheNumberOfAStrangerSignsNobodyIn() {
        Answer back = signIn(browser, Dane.named("Foreign User").withoutNumber());

        assertThat(back.location()).startsWith("/sign-in?why=no-number");
        assertThat(browser.get(back.location()).body()).contains("70 00 00 00");
        assertThat(count("identity.person")).isZero();
    }

    @Test
    void abortingAtTheEidBringsOneBackWithAPlainMessageAndTheWayOnKept() {
        Answer start = browser.get("/sign-in/mitid?to=/closed-room");
        Answer back =
                browser.get("/sign-in/mitid/callback?error=access_denied&error_description=mitid_user_aborted&state="
                        + start.sentAlong().get("state"));

        assertThat(back.location()).isEqualTo("/sign-in?why=aborted&to=%2Fclosed-room");
        assertThat(browser.get(back.location()).body())
                .contains("Du afbrød, før du var logget ind", "/sign-in/mitid?to=%2Fclosed-room");
    }

    @Test
    void aBrokenBrokerBringsOneBackWithAPlainMessage() {
        broker.isBroken = true;
        assertThat(signIn(browser, Dane.named("Karen Holm").withNumber()).location())
                .startsWith("/sign-in?why=failed");
    }

    @Test
    void nothingPersonalReachesTheLog(CapturedOutput output) {
        Dane karen = Dane.named("Karen Zwergenhold");
        signIn(browser, karen.withNumber());
        String session = browser.cookies().get(Sessions.COOKIE);
        broker.twist = token -> token.claim("nonce", "wrong");
        signIn(browser, karen.withNumber());

        assertThat(output.getAll())
                .doesNotContain("Zwergenhold", karen.number().digits(), karen.subject(), session)
                .contains("sign-in refused");
    }
}
