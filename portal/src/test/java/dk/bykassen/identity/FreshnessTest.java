package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that want a person who proved who they are within the last ten minutes. */
class FreshnessTest extends SignInTown {

    private static final Dane KAREN = Dane.named("Karen Holm");

    @BeforeEach
    void karenIsSignedIn() {
        signIn(browser, KAREN.withNumber());
    }

    @Test
    void whoeverSignedInAMomentAgoGoesIn() {
        assertThat(browser.get("/vault").body()).isEqualTo("the vault of Karen Holm");
        assertThat(browser.post("/vault", Map.of("_csrf", csrf(browser))).location())
                .isEqualTo("/vault");
    }

    @Test
    void whoeverSignedInLongerAgoSignsInOnceMoreAndComesBack() throws SQLException {
        elevenMinutesPass();
        Answer turnedAway = browser.get("/vault?drawer=2");
        assertThat(turnedAway.location()).isEqualTo("/sign-in?fresh&to=%2Fvault%3Fdrawer%3D2");
        String before = browser.cookies().get(Sessions.COOKIE);
        assertThat(browser.get(turnedAway.location()).body())
                .contains("Log ind en gang til", "/sign-in/mitid?to=%2Fvault%3Fdrawer%3D2");

        Answer start = browser.get("/sign-in/mitid?to=/vault?drawer=2");
        assertThat(start.sentAlong()).containsEntry("prompt", "login");
        assertThat(returning(browser, start, KAREN.withNumber()).location()).isEqualTo("/vault?drawer=2");
        assertThat(browser.get("/vault").status()).isEqualTo(200);
        assertThat(browser.cookies().get(Sessions.COOKIE)).isNotEqualTo(before);
    }

    @Test
    void aBrokerThatLetsSomebodyInWhomItKnowsFromBeforeMakesNoFreshSignIn() {
        broker.twist = claims -> claims.claim("auth_time", longAgo());
        Visitor found = new Visitor(port, town.hosts().getFirst());
        signIn(found, KAREN.withNumber());
        assertThat(found.get("/closed-room").status()).isEqualTo(200);
        assertThat(found.get("/vault").location()).isEqualTo("/sign-in?fresh&to=%2Fvault");
        assertThat(found.post("/vault", Map.of("_csrf", csrf(found))).location())
                .startsWith("/sign-in?fresh");

        // Asked for anew and answered from before: the session goes on, and is no fresher.
        found.get("/sign-in?fresh&to=/vault");
        assertThat(signIn(found, KAREN.withNumber()).location()).isEqualTo("/sign-in?fresh&why=failed");
        assertThat(found.get("/closed-room").status()).isEqualTo(200);
        assertThat(found.get("/vault").status()).isEqualTo(303);

        broker.twist = claims -> claims.claim("auth_time", Instant.now().getEpochSecond());
        found.get("/sign-in?fresh&to=/vault");
        signIn(found, KAREN.withNumber());
        assertThat(found.get("/vault").status()).isEqualTo(200);
    }

    @Test
    void aFormThatWantsAFreshSignInLeadsBackToItsPage() throws SQLException {
        String token = csrf(browser);
        elevenMinutesPass();

        assertThat(browser.post(
                                "/vault",
                                Map.of("_csrf", token),
                                Map.of(
                                        "Sec-Fetch-Site",
                                        "same-origin",
                                        "Referer",
                                        "http://" + browser.authority() + "/closed-room"))
                        .location())
                .isEqualTo("/sign-in?fresh&to=%2Fclosed-room");
    }

    @Test
    void somebodyElsesSignInIsRefusedAndNobodyNewBecomesKnown() throws SQLException {
        Dane jens = Dane.named("Jens Holm");
        signIn(new Visitor(port, town.hosts().getFirst()), jens.withNumber());
        elevenMinutesPass();
        browser.get("/sign-in?fresh&to=/vault");

        Answer back = signIn(browser, jens.withNumber());
        assertThat(back.location()).isEqualTo("/sign-in?fresh&why=somebody-else");
        assertThat(browser.get(back.location()).body()).contains("Det var en anden, der loggede ind");
        assertThat(signIn(browser, Dane.named("Sofie Lind").withNumber()).location())
                .isEqualTo("/sign-in?fresh&why=somebody-else");
        assertThat(count("identity.person")).isEqualTo(2);
        assertThat(browser.get("/closed-room").body()).startsWith("only for Karen Holm");
        assertThat(browser.get("/vault").status()).isEqualTo(303);
    }

    @Test
    void beingAskedIsNoTrapThePersonGoesOnAsBefore() throws SQLException {
        elevenMinutesPass();
        browser.get("/sign-in?fresh&to=/vault");

        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
        browser.post("/sign-out", Map.of("_csrf", csrf(browser)));
        assertThat(signIn(browser, Dane.named("Jens Holm").withNumber()).location())
                .isEqualTo("/home");
    }

    @Test
    void nobodyIsSignedInAtMoreThanTwentyPlacesAndTheOldestEnds() {
        for (int i = 0; i < 19; i++) {
            signIn(new Visitor(port, town.hosts().getFirst()), KAREN.withNumber());
        }
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
        signIn(new Visitor(port, town.hosts().getFirst()), KAREN.withNumber());
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
    }

    private static long longAgo() {
        return Instant.now().minus(Duration.ofHours(2)).getEpochSecond();
    }

    private void elevenMinutesPass() throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.prepareStatement(
                        "update identity.session set created_at = created_at - interval '11 minutes' where tenant_id = ?")) {
            sql.setInt(1, town.id());
            sql.executeUpdate();
        }
    }
}
