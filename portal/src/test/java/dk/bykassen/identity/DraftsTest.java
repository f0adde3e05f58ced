package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form that is sent after the session has ended: what becomes of it. */
class DraftsTest extends SignInTown {

    private static final Map<String, String> FORM = Map.of("greeting", "Kære <b>by</b> & borgere", "amount", "200,50");

    private final Dane karen = Dane.named("Karen Holm");
    private String csrf = "";

    @BeforeEach
    void karenFillsInAForm() {
        signIn(browser, karen.withNumber());
        csrf = csrf(browser);
    }

    @Test
    void itIsOfferedAgainWhenItsPersonHasSignedInAgain() throws SQLException {
        minutesPass(31);
        Answer late = send(FORM);
        assertThat(late.location()).startsWith("/sign-in?why=ended&to=%2Fdrafts%2F");
        Answer signIn = browser.get(late.location());
        assertThat(signIn.body()).contains("Din session var slut");
        String draft = late.sentAlong().get("to");
        assertThat(signIn.body()).doesNotContain("200,50", "borgere");

        Answer back = returning(browser, browser.get("/sign-in/mitid?to=" + draft), karen.withNumber());
        assertThat(back.location()).isEqualTo(draft);
        Answer offered = browser.get(draft);
        assertThat(offered.body())
                .contains("Din session sluttede, før dette blev gemt", "action=\"/closed-room\"")
                .contains("Kære &lt;b&gt;by&lt;/b&gt; &amp; borgere", "name=\"amount\" value=\"200,50\"")
                .doesNotContain("<b>by</b>", csrf);

        var again = new HashMap<>(FORM);
        again.put("_csrf", offered.csrf());
        again.put("_draft", draft.substring("/drafts/".length()));
        assertThat(browser.post("/closed-room", again).location()).isEqualTo("/closed-room");
        assertThat(browser.get(draft).status()).isEqualTo(404);
        assertThat(count("identity.draft")).isZero();
    }

    @Test
    void anybodyElseWhoSignsInThereFindsNothing() throws SQLException {
        minutesPass(31);
        String draft = send(FORM).sentAlong().get("to");
        signIn(browser, Dane.named("Jens Holm").withNumber());

        Answer nothing = browser.get(draft);
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.body()).doesNotContain("200,50", "borgere");
        assertThat(browser.post(draft + "/discard", Map.of("_csrf", csrf(browser)))
                        .status())
                .isEqualTo(404);
        assertThat(count("identity.draft")).isEqualTo(1);
    }

    @Test
    void itCanBeForgotten() throws SQLException {
        minutesPass(31);
        String draft = send(FORM).sentAlong().get("to");
        signIn(browser, karen.withNumber());

        assertThat(browser.post(draft + "/discard", Map.of("_csrf", csrf(browser)))
                        .location())
                .isEqualTo("/closed-room");
        assertThat(count("identity.draft")).isZero();
    }

    @Test
    void itIsKeptForAnHour() throws SQLException {
        minutesPass(31);
        String draft = send(FORM).sentAlong().get("to");
        update("update identity.draft set kept_at = kept_at - interval '61 minutes', "
                + "expires_at = expires_at - interval '61 minutes' where tenant_id = ?");
        signIn(browser, karen.withNumber());

        assertThat(browser.get(draft).status()).isEqualTo(404);
    }

    @Test
    void nobodyPlantsAFormInSomebodysName() throws SQLException {
        minutesPass(31);
        Visitor jens = new Visitor(port, town.hosts().getFirst());
        signIn(jens, Dane.named("Jens Holm").withNumber());
        String otherToken = csrf(jens);

        for (String token : new String[] {"", "forged", otherToken}) {
            var form = new HashMap<>(FORM);
            form.put("_csrf", token);
            assertThat(browser.post("/closed-room", form).location()).isEqualTo("/sign-in");
        }
        assertThat(count("identity.draft")).isZero();
    }

    @Test
    void aFormSentAfterSigningOutIsNotKept() {
        String session = browser.cookies().get(Sessions.COOKIE);
        browser.post("/sign-out", Map.of("_csrf", csrf));
        browser.cookies().put(Sessions.COOKIE, session);

        assertThat(send(FORM).location()).isEqualTo("/sign-in?to=%2Fclosed-room");
        assertThat(count("identity.draft")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "newPassword", "old", "new", "again", "code", "email-code", "cvc", "access_token"})
    void aFormWithASecretIsNotKept(String field) throws SQLException {
        minutesPass(31);
        var form = new HashMap<>(FORM);
        form.put(field, "s3cret");

        assertThat(send(form).location()).isEqualTo("/sign-in?to=%2Fclosed-room");
        assertThat(count("identity.draft")).isZero();
    }

    @Test
    void aFormThatIsTooLongOrEmptyIsNotKept() throws SQLException {
        minutesPass(31);
        assertThat(send(Map.of()).location()).isEqualTo("/sign-in?to=%2Fclosed-room");
        assertThat(send(Map.of("greeting", "x".repeat(20_000))).location()).isEqualTo("/sign-in?to=%2Fclosed-room");
        assertThat(count("identity.draft")).isZero();
    }

    @Test
    void fiveAreKeptAndTheOldestGivesWay() throws SQLException {
        minutesPass(31);
        for (int i = 0; i < 7; i++) {
            send(FORM);
        }
        assertThat(count("identity.draft")).isEqualTo(5);
    }

    @Test
    void aFormThatWantsAFreshSignInIsKeptAsWell() throws SQLException {
        minutesPass(11);
        var form = new HashMap<>(FORM);
        form.put("_csrf", csrf);
        Answer turnedAway = browser.post("/vault", form);

        assertThat(turnedAway.location()).startsWith("/sign-in?fresh&to=%2Fdrafts%2F");
        signIn(browser, karen.withNumber());
        assertThat(browser.get(Visitor.query(turnedAway.location()).get("to")).body())
                .contains("action=\"/vault\"", "200,50");
    }

    @Test
    void theDatabaseHoldsItSealed() throws SQLException {
        minutesPass(31);
        send(FORM);
        byte[] sealed = inTown(() -> transactions.execute(status ->
                jdbc.sql("select form from identity.draft").query(byte[].class).single()));

        assertThat(HexFormat.of().formatHex(sealed))
                .doesNotContain(HexFormat.of().formatHex("200,50".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPageSaysHowLongTheSessionLastsAndAnyVisitKeepsIt() throws SQLException {
        assertThat(browser.get("/profile/sessions").body()).contains("class=\"ending in-2", "session.mjs");
        assertThat(browser.get("/sign-in/number-over").body()).contains("Bliv logget ind");
        minutesPass(26);
        assertThat(browser.get("/session", Map.of("Accept", "application/json")).body())
                .matches("\\{\"left\":1(79\\d|800)}");
        assertThat(browser.get("/session", Map.of("Accept", "text/html")).body())
                .contains("Du er stadig logget ind");
        Visitor stranger = new Visitor(port, town.hosts().getFirst());
        assertThat(stranger.get("/sign-in").body()).doesNotContain("session.mjs");
        assertThat(stranger.get("/session").status()).isEqualTo(303);
    }

    private Answer send(Map<String, String> form) {
        var all = new HashMap<>(form);
        all.put("_csrf", csrf);
        return browser.post(
                "/closed-room",
                all,
                Map.of("Sec-Fetch-Site", "same-origin", "Referer", "http://" + browser.authority() + "/closed-room"));
    }

    private void minutesPass(int minutes) throws SQLException {
        update("update identity.session set created_at = created_at - interval '1 hour', "
                + "last_seen_at = last_seen_at - interval '" + minutes + " minutes' where tenant_id = ?");
    }

    private void update(String sql) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, town.id());
            statement.executeUpdate();
        }
    }
}
