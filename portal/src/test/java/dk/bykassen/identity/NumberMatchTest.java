package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A town whose broker tells no person number but says whether a typed one is right: nothing that is typed is believed. */
class NumberMatchTest extends SignInTown {

    private final Dane anna = Dane.named("Anna Lund");

    @BeforeEach
    void theBrokerIsAsked() {
        offer(broker.provider("mitid", NumberRule.ASKED).matchingNumbersAt(broker.issuer() + "/cpr-match"));
    }

    @Test
    void theNumberOfTheOneWhoSignedInIsBelieved() {
        arrive(anna);

        assertThat(type(anna.number().digits()).location()).isEqualTo("/home");
        assertThat(browser.get("/closed-room").body()).startsWith("only for Anna Lund");
        assertThat(inTown(() -> people.byNumber(anna.number()))).isPresent();
        assertThat(broker.questions()).isEqualTo(1);
    }

    @Test
    void aNumberNobodyHasIsNotBelievedForItsBirthDateAlone() {
        arrive(anna);

        Answer refused = type(Dane.named("Nobody Known").number().digits());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Nummeret passer ikke til dig. Du har 2 forsøg tilbage");
        assertThat(count("identity.person")).isZero();
    }

    @Test
    void whatTheBrokerSaysCountsMoreThanTheNameOnFile() {
        Person known = inTown(() -> people.create(
                NewPerson.named("Anna Kirstine", "Bech", Locale.of("da")).withNumber(anna.number())));
        arrive(anna);
        type(anna.number().digits());

        Person found = inTown(() -> people.byNumber(anna.number())).orElseThrow();
        assertThat(found.id()).isEqualTo(known.id());
        assertThat(found.lastName()).isEqualTo("Lund");
    }

    @Test
    void aNumberBornOnAnotherDayIsWrongWithoutAsking() {
        arrive(anna);

        assertThat(type("6101901234").status()).isEqualTo(422);
        assertThat(broker.questions()).isZero();
    }

    @Test
    void threeWrongNumbersEndTheSignIn() {
        arrive(anna);
        assertThat(type(Dane.named("A").number().digits()).status()).isEqualTo(422);
        assertThat(type(Dane.named("B").number().digits()).status()).isEqualTo(422);

        assertThat(type(Dane.named("C").number().digits()).location()).isEqualTo("/sign-in/number-over");
        assertThat(browser.get("/sign-in/number").location()).startsWith("/sign-in?why=expired");
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 404, 302})
    void aBrokerThatDoesNotAnswerIsSaidPlainlyAndCostsNoTry(int status) {
        arrive(anna);
        broker.matchStatus = status;
        for (int i = 0; i < 4; i++) {
            Answer silent = type(anna.number().digits());
            assertThat(silent.status()).isEqualTo(503);
            assertThat(silent.body()).contains("MitID svarer ikke lige nu");
        }
        broker.matchStatus = 200;
        assertThat(type(anna.number().digits()).location()).isEqualTo("/home");
    }

    @Test
    void aBrokerThatWasAskedTooOftenEndsTheSignIn() {
        arrive(anna);
        broker.matchStatus = 403;
        assertThat(type(anna.number().digits()).location()).isEqualTo("/sign-in/number-over");
    }

    @Test
    void aSignInTooLongAgoForTheBrokerBeginsAnew() {
        arrive(anna);
        broker.matchStatus = 401;
        assertThat(type(anna.number().digits()).location()).isEqualTo("/sign-in?why=expired");
    }

    @Test
    void answersSentSideBySideShareNoTry() throws Exception {
        arrive(anna);
        String csrf = browser.get("/sign-in/number").csrf();
        var start = new CyclicBarrier(6);
        try (var threads = Executors.newFixedThreadPool(6)) {
            Callable<Answer> guess = () -> {
                String number = Dane.named("Guess").number().digits();
                start.await();
                return browser.post("/sign-in/number", Map.of("_csrf", csrf, "number", number));
            };
            for (var done : threads.invokeAll(Collections.nCopies(6, guess))) {
                assertThat(done.get().location()).isNotEqualTo("/home");
            }
        }
        assertThat(broker.questions()).isLessThanOrEqualTo(3);
    }

    @Test
    void whatTheBrokerWantsShownIsKeptSealedAndOnlyWhileTheQuestionWaits() {
        arrive(anna);
        byte[] sealed = inTown(() -> transactions.execute(
                status -> jdbc.sql("select access_token from identity.session where ended_at is null")
                        .query(byte[].class)
                        .single()));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
        type(anna.number().digits());

        Long kept = inTown(() -> transactions.execute(
                status -> jdbc.sql("select count(*) from identity.session where access_token is not null")
                        .query(Long.class)
                        .single()));
        assertThat(kept).isZero();
    }

    private void arrive(Dane dane) {
        var claims = new HashMap<>(dane.withoutNumber());
        claims.put("real.cpr", dane.number().digits());
        assertThat(signIn(browser, claims).location()).isEqualTo("/sign-in/number");
    }

    private Answer type(String number) {
        return browser.post(
                "/sign-in/number",
                Map.of("_csrf", browser.get("/sign-in/number").csrf(), "number", number));
    }
}
