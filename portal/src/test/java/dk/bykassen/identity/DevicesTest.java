package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The browsers somebody is signed in with, and how to sign out in one that is not at hand. */
class DevicesTest extends SignInTown {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1";

    private final Dane karen = Dane.named("Karen Holm");

    @BeforeEach
    void karenIsSignedIn() {
        signIn(browser, karen, FIREFOX);
    }

    @Test
    void eachBrowserIsNamedInWordsAndThisOneIsMarked() {
        signIn(visitor(), karen, PHONE);
        signIn(visitor(), karen, "<script>alert(1)</script>");
        signIn(visitor(), Dane.named("Jens Holm"), "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140");

        String page = browser.get("/profile/sessions").body();
        assertThat(page)
                .contains("Firefox på Linux", "Safari på iPhone", "Ukendt browser", "Den, du bruger nu")
                .doesNotContain("alert(1)", "Edge");
        assertThat(page.split("Den, du bruger nu", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 | Chrome | Windows
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0 | Edge | Windows
            Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36 | Samsung Internet | Android
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15 | Safari | Mac
            Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1 | Chrome | iPad
            curl/8.5.0 | '' | ''
            """)
    void aBrowserIsWhatItSaysFirstNotWhomItResembles(String told, String name, String system) {
        assertThat(Device.of(told)).isEqualTo(new Device(name, system));
        assertThat(Device.parse(Device.of(told).stored())).isEqualTo(Device.of(told));
    }

    @Test
    void signingOutThereEndsThatBrowserAlone() {
        Visitor phone = visitor();
        signIn(phone, karen, PHONE);
        Visitor third = visitor();
        signIn(third, karen, FIREFOX);
        String phoneId = idOf("Safari på iPhone");

        String csrf = csrf(browser);
        for (int click = 0; click < 2; click++) {
            assertThat(browser.post("/profile/sessions/" + phoneId + "/end", Map.of("_csrf", csrf))
                            .location())
                    .isEqualTo("/profile/sessions");
        }
        assertThat(phone.get("/closed-room").status()).isEqualTo(303);
        assertThat(third.get("/closed-room").status()).isEqualTo(200);
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
    }

    @Test
    void signingOutEverywhereElseLeavesThisOne() {
        Visitor phone = visitor();
        signIn(phone, karen, PHONE);
        browser.post("/profile/sessions/end-others", Map.of("_csrf", csrf(browser)));

        assertThat(phone.get("/closed-room").status()).isEqualTo(303);
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
        assertThat(browser.get("/profile/sessions").body()).doesNotContain("Log af alle andre steder</button>");
    }

    @Test
    void nobodyEndsASessionOfSomebodyElse() {
        Visitor jens = visitor();
        signIn(jens, Dane.named("Jens Holm"), PHONE);
        signIn(visitor(), karen, PHONE);
        String karensPhone = idOf("Safari på iPhone");

        assertThat(jens.post("/profile/sessions/" + karensPhone + "/end", Map.of("_csrf", csrf(jens)))
                        .status())
                .isEqualTo(404);
        assertThat(jens.post("/profile/sessions/" + UUID.randomUUID() + "/end", Map.of("_csrf", csrf(jens)))
                        .status())
                .isEqualTo(404);
        assertThat(browser.get("/profile/sessions").body()).contains("Safari på iPhone");
    }

    private Visitor visitor() {
        return new Visitor(port, town.hosts().getFirst());
    }

    private void signIn(Visitor visitor, Dane dane, String userAgent) {
        Answer start = visitor.get("/sign-in/mitid");
        String code = broker.codeFor(start.sentAlong(), dane.withNumber());
        visitor.get(
                "/sign-in/mitid/callback?code=" + code + "&state="
                        + start.sentAlong().get("state"),
                Map.of("User-Agent", userAgent));
    }

    private String idOf(String name) {
        Matcher found = Pattern.compile("(?s)<h2>" + name + "</h2>.*?/profile/sessions/([0-9a-f-]{36})/end")
                .matcher(browser.get("/profile/sessions").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
