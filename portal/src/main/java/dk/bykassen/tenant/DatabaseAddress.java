package dk.bykassen.tenant;

import dk.bykassen.kernel.StartUpFailure;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the database is and who owns it, read from {@code BYKASSEN_DATABASE_URL}: either
 * {@code postgresql://owner:password@host:5432/bykassen} or a JDBC address with {@code user} and {@code password}.
 *
 * @param jdbcUrl the address without user and password
 */
public record DatabaseAddress(String jdbcUrl, String owner, String password) {

    /** @throws StartUpFailure with a sentence for the operator */
    public static DatabaseAddress parse(String text) {
        String bare = text.startsWith("jdbc:") ? text.substring(5) : text;
        URI uri;
        try {
            uri = URI.create(bare);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
        String scheme = uri.getScheme();
        if (scheme == null
                || !scheme.matches("postgres(ql)?")
                || uri.getHost() == null
                || uri.getPath().length() < 2) {
            throw unusable();
        }
        String owner = "";
        String password = "";
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            owner = decoded(parts[0]);
            password = parts.length > 1 ? decoded(parts[1]) : "";
        }
        List<String> kept = new ArrayList<>();
        for (String pair : uri.getRawQuery() == null
                ? List.<String>of()
                : Arrays.asList(uri.getRawQuery().split("&"))) {
            if (pair.startsWith("user=")) {
                owner = decoded(pair.substring(5));
            } else if (pair.startsWith("password=")) {
                password = decoded(pair.substring(9));
            } else {
                kept.add(pair);
            }
        }
        if (owner.isEmpty()) {
            throw new StartUpFailure(
                    "BYKASSEN_DATABASE_URL names no user: the role that owns Bykassen's tables is needed.");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = kept.isEmpty() ? "" : "?" + String.join("&", kept);
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getPath() + query, owner, password);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StartUpFailure unusable() {
        return new StartUpFailure(
                "BYKASSEN_DATABASE_URL is not an address like postgresql://owner:password@host:5432/bykassen.");
    }
}
