package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.tenant.Tenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way we know to sign in as somebody else, and how it fails. */
class ForgedSignInTest extends SignInTown {

    @Test
    void anAnswerWithAnotherStateIsNobodysAndLeavesTheSignInUnderWayAlone() {
        Answer start = browser.get("/sign-in/mitid");
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());

        assertThat(browser.get("/sign-in/mitid/callback?code=" + code + "&state=forged")
                        .location())
                .startsWith("/sign-in?why=interrupted");
        assertThat(callback(browser, start, code).location()).isEqualTo("/home");
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
    }

    @Test
    void anAnswerInABrowserThatAskedForNothingIsNobodys() {
        Answer start = browser.get("/sign-in/mitid");
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());
        var victim = new Visitor(port, town.hosts().getFirst());

        assertThat(callback(victim, start, code).location()).startsWith("/sign-in?why=interrupted");
        assertThat(victim.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void aUsedAnswerIsWorthNothingEvenWithTheCookieThatWentWithIt() {
        Answer start = browser.get("/sign-in/mitid");
        String underWay = browser.cookies().get(EidRequestCookie.COOKIE);
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());
        callback(browser, start, code);

        var thief = new Visitor(port, town.hosts().getFirst());
        thief.cookies().put(EidRequestCookie.COOKIE, underWay);
        assertThat(callback(thief, start, code).location()).startsWith("/sign-in?why=failed");
        assertThat(thief.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void goingBackInTheBrowserAfterSigningInDoesNoHarm() {
        Answer start = browser.get("/sign-in/mitid");
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());
        callback(browser, start, code);

        assertThat(callback(browser, start, code).location()).isEqualTo("/home");
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
    }

    @Test
    void aSignInUnderWayInOneTownCannotBeFinishedInAnother() {
        Tenant elsewhere = TestTown.found(founding);
        TestTown.<Void, RuntimeException>in(elsewhere, () -> {
            providers.add(broker.provider("mitid", NumberRule.GIVEN));
            return null;
        });
        Answer start = browser.get("/sign-in/mitid");
        var visitor = new Visitor(port, elsewhere.hosts().getFirst());
        visitor.cookies().putAll(browser.cookies());
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());

        assertThat(callback(visitor, start, code).location()).startsWith("/sign-in?why=interrupted");
    }

    @Test
    void anAnswerMeantForOneProviderIsRefusedAtAnother() {
        try (var evil = new ScriptedBroker()) {
            offer(evil.provider("evil", NumberRule.GIVEN));
            Answer start = browser.get("/sign-in/mitid");
            String code =
                    broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());

            Answer back = browser.get("/sign-in/evil/callback?code=" + code + "&state="
                    + start.sentAlong().get("state"));
            assertThat(back.location()).startsWith("/sign-in?why=interrupted");

            Answer named = browser.get("/sign-in/mitid/callback?code=" + code + "&iss=" + evil.issuer() + "&state="
                    + start.sentAlong().get("state"));
            assertThat(named.location()).startsWith("/sign-in?why=interrupted");
        }
    }

    @Test
    void aTokenWithTheWrongNonceIsRefused() {
        broker.twist = token -> token.claim("nonce", "of-another-sign-in");
        refusedAs("failed");
    }

    @Test
    void aTokenWithoutANonceIsRefused() {
        broker.twist = token -> token.claim("nonce", null);
        refusedAs("failed");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        broker.twist = token -> token.issuer("https://example.org");
        refusedAs("failed");
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        broker.twist = token -> token.audience("another-town");
        refusedAs("failed");
    }

    @Test
    void anExpiredTokenIsRefused() {
        broker.twist = token -> token.issueTime(Date.from(Instant.now().minusSeconds(900)))
                .expirationTime(Date.from(Instant.now().minusSeconds(600)));
        refusedAs("failed");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenNobodySignedIsRefused(ScriptedBroker.Forgery forgery) {
        broker.forgery = forgery;
        refusedAs("failed");
    }

    @Test
    void anIdentityWithoutTheNorwegianNumberSignsNobodyIn() {
        var claims = new HashMap<String, Object>(Map.of("sub", "ola", "name", "Ola Nes"));
        for (String pid : new String[] {"", "14837930199", "1483793019", "not a number"}) {
            claims.put("pid", pid);
            assertThat(signIn(browser, claims).location()).startsWith("/sign-in?why=no-number");
        }
        claims.remove("pid");
        assertThat(signIn(browser, claims).location()).startsWith("/sign-in?why=no-number");
        assertThat(count("identity.person")).isZero();
        claims.put("pid", "14837930198");
        assertThat(signIn(browser, claims).location()).isEqualTo("/home");
    }

    @Test
    void aCookieAnotherSiteCouldPlantIsNoSession() {
        signIn(browser, Dane.named("Karen Holm").withNumber());
        String session = browser.cookies().get(Sessions.COOKIE);
        var victim = new Visitor(port, town.hosts().getFirst());
        // Without the prefix a neighbouring host may set it; only the prefixed name counts, and only a value of ours.
        for (String name : new String[] {"session", "Host-session", "__Secure-session", "__host-session"}) {
            victim.cookies().put(name, session);
        }
        victim.cookies().put(Sessions.COOKIE, session + "x");

        assertThat(victim.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void aTokenSignedByAStrangerIsRefused() {
        broker.signsWithStrangeKey = true;
        refusedAs("failed");
    }

    @Test
    void aTokenOfALowerLevelOfAssuranceIsRefusedInWords() {
        broker.twist = token -> token.claim("loa", "https://data.gov.dk/concept/core/nsis/Low");
        refusedAs("level");
    }

    @Test
    void aTokenThatTellsNoLevelOfAssuranceIsRefused() {
        broker.twist = token -> token.claim("loa", null);
        refusedAs("level");
    }

    @Test
    void userInfoAboutSomebodyElseIsRefused() {
        broker.retell = claims -> {
            claims.put("sub", "somebody-else");
            return claims;
        };
        refusedAs("failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/",
                "//example.org/",
                "/\\example.org/",
                "\\\\example.org",
                "/\t/example.org",
                "/\n/example.org",
                "javascript:alert(1)",
                "closed-room",
                "/sign-in/mitid",
                "/sign-out"
            })
    void anAddressOfAnotherSiteIsNeverFollowedAfterSigningIn(String to) {
        String encoded = URLEncoder.encode(to, StandardCharsets.UTF_8);
        Answer start = browser.get("/sign-in/mitid?to=" + encoded);
        assertThat(returning(browser, start, Dane.named("Karen Holm").withNumber())
                        .location())
                .isEqualTo("/home");
        assertThat(browser.get("/sign-in?to=" + encoded).location()).isEqualTo("/home");
    }

    private void refusedAs(String why) {
        Answer back = signIn(browser, Dane.named("Karen Holm").withNumber());
        assertThat(back.location()).startsWith("/sign-in?why=" + why);
        assertThat(browser.cookies()).doesNotContainKey(Sessions.COOKIE);
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
        assertThat(browser.get(back.location()).status()).isEqualTo(200);
        assertThat(count("identity.person")).isZero();
    }
}
