package dk.bykassen.device;

import dk.bykassen.kernel.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Where a request is addressed to. Anything two readers could understand differently is refused.
 *
 * @param host without its port; empty when none is named, which only HTTP/1.0 may do
 * @param path as it was sent, without its query
 */
record Target(String host, String path) {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");
    /** Nothing in it means anything but itself; the addresses of most calls are such. */
    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_-]++)++");

    private static final Pattern PATH =
            Pattern.compile("(/([A-Za-z0-9._~!$&'()*+,=:@-]|%[2-7][0-9A-Fa-f]|%[89A-Fa-f][0-9A-Fa-f])*)+");
    /** Separators, dots and percent signs in disguise, empty segments, and steps up. */
    private static final Pattern DISGUISED = Pattern.compile("(?i)%2f|%5c|%2e|%25|%3b|%7f|//|/\\.\\.?(/|$)");

    /** @throws Problem 400 when the request line and the host do not make sense */
    static Target of(HttpRequest request) {
        String uri = request.uri();
        String host = host(request);
        if (!uri.startsWith("/")) {
            String rest = withoutScheme(uri);
            int slash = rest.indexOf('/');
            String authority = slash < 0 ? rest : rest.substring(0, slash);
            if (!authority.equalsIgnoreCase(host)) {
                throw malformed("The request line and the header Host name two hosts.");
            }
            uri = slash < 0 ? "/" : rest.substring(slash);
        }
        int query = uri.indexOf('?');
        return new Target(withoutPort(host), checked(query < 0 ? uri : uri.substring(0, query)));
    }

    static String decoded(String segment) {
        return segment.indexOf('%') < 0 ? segment : UriUtils.decode(segment, StandardCharsets.UTF_8);
    }

    static Problem malformed(String detail) {
        return new Problem(400, "bad-request", detail);
    }

    private static String host(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return "";
        }
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            throw malformed("The header Host names no host, or more than one.");
        }
        return hosts.getFirst();
    }

    private static String withoutScheme(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            return uri.substring(7);
        }
        if (lower.startsWith("https://")) {
            return uri.substring(8);
        }
        throw malformed("The request line names no address.");
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || colon < host.lastIndexOf(']') ? host : host.substring(0, colon);
    }

    private static String checked(String path) {
        if (PLAIN.matcher(path).matches()) {
            return path;
        }
        if (!PATH.matcher(path).matches() || DISGUISED.matcher(path).find()) {
            throw malformed("The address can be read in more than one way.");
        }
        return path;
    }
}
