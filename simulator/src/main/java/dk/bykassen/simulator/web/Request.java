package dk.bykassen.simulator.web;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request with its whole body read. */
public final class Request {

    private static final String LANGUAGE_COOKIE = "sim-language";

    private final String method;
    private final String path;
    private final @Nullable String rawQuery;
    private final Headers headers;
    private final byte[] body;
    private final Map<String, String> pathValues;

    Request(
            String method,
            String path,
            @Nullable String rawQuery,
            Headers headers,
            byte[] body,
            Map<String, String> pathValues) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = headers;
        this.body = body;
        this.pathValues = pathValues;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The value of {@code {name}} in the route's pattern. */
    public String pathValue(String name) {
        String value = pathValues.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no {" + name + "}");
        }
        return value;
    }

    public Params query() {
        return Params.parse(rawQuery);
    }

    public String rawQuery() {
        return rawQuery == null ? "" : rawQuery;
    }

    /** The fields of a posted form; none when something else was posted. */
    public Params form() {
        return Params.parse(isForm() ? bodyText() : null);
    }

    /** Whether fields were posted. JSON is JSON even under curl's default content type. */
    public boolean isForm() {
        boolean json = body.length > 0 && body[0] == '{';
        return !json && header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    public byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON.
     *
     * @throws Json.MalformedJson when it is none
     */
    public JsonNode json() {
        return Json.parse(body);
    }

    /** People's browsers ask for HTML by name; programs get JSON. */
    public boolean wantsHtml() {
        return header("Accept").orElse("").contains("text/html");
    }

    /** What the URL says, then what was chosen before, then what the browser prefers, then Danish. */
    public Language language() {
        Params query = query();
        return query.first("language")
                .or(() -> query.first("lang"))
                .or(() -> query.first("ui_locales"))
                .flatMap(Language::of)
                .or(() -> header("Cookie").flatMap(Request::chosenBefore))
                .or(() -> header("Accept-Language").flatMap(Language::of))
                .orElse(Language.DA);
    }

    public Words words() {
        return Words.of(language());
    }

    private static Optional<Language> chosenBefore(String cookies) {
        for (String cookie : cookies.split(";\\s*")) {
            if (cookie.startsWith(LANGUAGE_COOKIE + "=")) {
                return Language.of(cookie.substring(LANGUAGE_COOKIE.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** The cookie that remembers a language chosen with {@code ?lang=}. */
    Optional<String> languageCookie() {
        return query().first("lang")
                .flatMap(Language::of)
                .map(language -> LANGUAGE_COOKIE + "=" + language.tag() + "; Path=/; SameSite=Lax");
    }
}
