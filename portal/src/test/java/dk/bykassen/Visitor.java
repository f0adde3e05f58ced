package dk.bykassen;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody at a tenant's host, over real HTTP: keeps cookies, follows no redirect by itself, and says where its forms come
 * from as browsers do. Surefire allows tests to set the Host header.
 */
public final class Visitor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private final String host;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Visitor(int port, String host) {
        this.port = port;
        this.host = host;
    }

    /** What came back. */
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {

        public String location() {
            return headers.firstValue("Location").orElse("");
        }

        /** The parameters of the address this answer sends to. */
        public Map<String, String> sentAlong() {
            return query(location());
        }

        /** The token in the page's first form. */
        public String csrf() {
            Matcher found = CSRF.matcher(body);
            if (!found.find()) {
                throw new AssertionError("the page has no form of a session");
            }
            return found.group(1);
        }

        public List<String> setCookies() {
            return headers.allValues("Set-Cookie");
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer get(String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).GET();
        headers.forEach(request::header);
        return send(request);
    }

    /** Sends a form from a page of the same host. */
    public Answer post(String path, Map<String, String> form) {
        return post(path, form, Map.of("Sec-Fetch-Site", "same-origin", "Origin", "http://" + authority()));
    }

    public Answer post(String path, Map<String, String> form, Map<String, String> headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** Sends a form with a file. */
    public Answer send(String path, Map<String, String> form, String field, String fileName, byte[] file) {
        String seam = "seam-of-the-parts";
        var body = new java.io.ByteArrayOutputStream();
        form.forEach((name, value) -> body.writeBytes(
                ("--" + seam + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + seam + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + fileName + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + seam + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + seam)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "http://" + authority())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    public String authority() {
        return host + ":" + port;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** The parameters of an address. */
    public static Map<String, String> query(String address) {
        String query = URI.create(address).getRawQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> pair[0],
                                pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", authority());
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
