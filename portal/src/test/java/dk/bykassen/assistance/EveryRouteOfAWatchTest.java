package dk.bykassen.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor.Answer;
import dk.bykassen.audit.Deed;
import dk.bykassen.audit.Filter;
import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.OwnEyes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address there is, tried by a member of staff who sees a citizen's pages. */
class EveryRouteOfAWatchTest extends AssistanceTown {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What a member of staff sees with the citizen's leave. */
    private static final Set<String> SEEN = Set.of(
            "/",
            "/accessibility",
            "/accounts",
            "/accounts/{id}",
            "/accounts/{id}/auto-top-up",
            "/accounts/{id}/auto-top-up/stop",
            "/accounts/{id}/cards",
            "/accounts/{id}/cards/new",
            "/accounts/{id}/cards/new/check",
            "/accounts/{id}/cards/{card}/block",
            "/accounts/{id}/choose",
            "/accounts/{id}/details",
            "/accounts/{id}/limits",
            "/accounts/{id}/notice",
            "/accounts/{id}/picture",
            "/accounts/{id}/statement",
            "/accounts/{id}/top-up",
            "/accounts/{id}/transfer",
            "/accounts/{id}/transfer/check",
            "/contact",
            "/help",
            "/help/{topic}",
            "/home",
            "/links",
            "/links/new",
            "/links/{id}",
            "/payment-methods",
            "/payment-methods/{id}/remove",
            "/payments/{id}",
            "/privacy",
            "/profile",
            "/profile/consents",
            "/profile/contact",
            "/profile/edit",
            "/profile/history",
            "/profile/services",
            "/profile/statement",
            "/robots.txt",
            "/status",
            "/terms",
            "/terms/{id}",
            "/transfers/{id}",
            "/withdrawals/{id}");

    /** What is for the citizen's own eyes: doors, files, card windows, and what acts when it is visited. */
    private static final Set<String> CLOSED = Set.of(
            "/accounts/{id}/cards/activate",
            "/accounts/{id}/picture/image",
            "/accounts/{id}/cards/{card}/activate",
            "/accounts/{id}/statement.csv",
            "/accounts/{id}/statement.pdf",
            "/accounts/{id}/withdraw",
            "/accounts/{id}/withdraw/check",
            "/drafts/{id}",
            "/forgotten-password",
            "/forgotten-password/sent",
            "/help/show",
            "/new-password/{token}",
            "/pay/{token}",
            "/payments/{id}/left",
            "/payments/{id}/return",
            "/payments/{id}/window",
            "/profile/delete",
            "/profile/delete/check",
            "/profile/export",
            "/profile/export/{id}",
            "/profile/password",
            "/profile/password/first",
            "/profile/sessions",
            "/profile/ways",
            "/profile/ways/confirm",
            "/profile/ways/{way}/remove",
            "/session",
            "/sign-up",
            "/sign-up/code",
            "/signed-out");

    @Autowired
    MessageSource messages;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void everyPageIsDecidedUpon() {
        Map<String, HandlerMethod> pages = routes(RequestMethod.GET);
        Set<String> decided = new TreeSet<>(SEEN);
        decided.addAll(CLOSED);
        assertThat(pages.keySet())
                .as(
                        "may a member of staff whom the citizen lets look see this page? Put it into SEEN, or mark it @OwnEyes")
                .isEqualTo(decided);
        pages.forEach((page, handler) -> assertThat(isMarked(handler)).as(page).isEqualTo(CLOSED.contains(page)));
    }

    @Test
    void everyPageThatIsSeenHasWords() {
        assertThat(SEEN).allSatisfy(page -> {
            for (String language : Set.of("da", "nb", "en")) {
                assertThat(messages.getMessage(Deed.pageWords(page), null, null, Locale.of(language)))
                        .as(Deed.pageWords(page))
                        .isNotNull();
            }
        });
    }

    @Test
    void closedPagesAreRefusedAndNotWrittenDownAsSeen() {
        boSeesKarensPages();
        for (String page : CLOSED) {
            Answer answer = bos.get(filled(page));
            assertThat(answer.status()).as(page).isEqualTo(403);
            assertThat(answer.body()).as(page).contains("Siden er kun for borgeren");
        }
        assertThat(actions(Filter.about(karen.publicId()))).doesNotContain("assistance.page.seen");
    }

    @Test
    void openPagesAreSeenAndWrittenDown() {
        boSeesKarensPages();
        for (String page : SEEN) {
            assertThat(bos.get(filled(page)).status())
                    .as(page)
                    .isNotEqualTo(403)
                    .isLessThan(500);
            assertThat(trail(Filter.about(karen.publicId())).getFirst().detail().toString())
                    .isEqualTo("{page=" + page + "}");
        }
    }

    /** With everything a form could want: the token of the very session, and an origin of our own. */
    @Test
    void nothingThatIsSentReachesAController() {
        boSeesKarensPages();
        String csrf = bos.get("/terms").csrf();
        Map<String, HandlerMethod> forms = routes(RequestMethod.POST);
        assertThat(forms).hasSizeGreaterThan(5);
        forms.keySet().stream().filter(form -> !form.equals("/help/show/end")).forEach(form -> {
            Answer answer = bos.post(filled(form), Map.of("_csrf", csrf));
            assertThat(answer.status()).as(form).isEqualTo(403);
            assertThat(answer.body()).as(form).contains("Du kan kun kigge");
        });
        assertThat(bos.get("/help").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "POST"})
    void noOtherWayOfSendingIsAWayRound(String method) throws IOException, InterruptedException {
        boSeesKarensPages();
        String csrf = bos.get("/terms").csrf();
        for (String path :
                Set.of("/payment-methods", "/help/show/end/", "/help/show/end;x", "/no-such-page", "/sign-out")) {
            assertThat(status(method, path, csrf)).as(method + " " + path).isIn(400, 403);
        }
        if (!method.equals("POST")) {
            assertThat(status(method, "/help/show/end", csrf)).isEqualTo(403);
        }
        assertThat(bos.get("/help").body()).contains("data-ends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/sign-in?fresh",
                "/sign-in/staff",
                "/sign-in/mitid",
                "/sign-in/mitid/callback?code=x&state=y",
                "/sign-in/number",
                "/%73ign-in"
            })
    void signingInIsClosed(String path) {
        boSeesKarensPages();
        assertThat(bos.get(path).status()).as(path).isEqualTo(403);
        assertThat(bos.get("/help").body()).contains("data-ends");
    }

    @Test
    void theCitizensLanguageStaysAsItIs() {
        boSeesKarensPages();
        assertThat(bos.get("/help?lang=en").status()).isEqualTo(303);
        assertThat(bos.get("/help").body()).contains("lang=\"en\"");
        assertThat(with(() -> people.find(karen.id()).orElseThrow().language().getLanguage()))
                .isEqualTo("da");
    }

    @Test
    void theFormsOnThePagesAreNotOffered() {
        boSeesKarensPages();
        assertThat(bos.get("/payment-methods").body()).doesNotContain("action=\"/sign-out\"", "href=\"/help/show\"");
    }

    private int status(String method, String path, String csrf) throws IOException, InterruptedException {
        String cookies = bos.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", bos.authority())
                .header("Cookie", cookies)
                .header("Origin", "http://" + bos.authority())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString("_csrf=" + csrf))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String filled(String pattern) {
        return pattern.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    private static boolean isMarked(HandlerMethod handler) {
        return Set.of(OwnEyes.class, Fresh.class).stream()
                .anyMatch(mark -> AnnotatedElementUtils.hasAnnotation(handler.getMethod(), mark)
                        || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), mark));
    }

    /** The product's own, not the pages that tests bring along. */
    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("dk.bykassen")
                && type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .endsWith("/classes/");
    }

    /** The citizens' part of the portal; signing in is closed before the routing. */
    private Map<String, HandlerMethod> routes(RequestMethod method) {
        Map<String, HandlerMethod> found = new TreeMap<>();
        mappings.getHandlerMethods().forEach((route, handler) -> {
            if (route.getMethodsCondition().getMethods().contains(method)) {
                route.getPatternValues().stream()
                        .filter(pattern -> !pattern.matches("/(staff|api|hooks|assets|sign-in)(/.*)?"))
                        .filter(pattern -> isOurs(handler.getBeanType()))
                        .forEach(pattern -> found.put(pattern, handler));
            }
        });
        return found;
    }
}
