package dk.bykassen.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dk.bykassen.Visitor;
import dk.bykassen.kernel.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID Connect broker whose every answer a test can twist. It holds clients to the protocol: secret, return address,
 * PKCE, one use of a code.
 */
public final class ScriptedBroker implements AutoCloseable {

    public static final String CLIENT = "town";
    public static final String SECRET = "s3cret: a & b";
    public static final String LEVEL = "https://data.gov.dk/concept/core/nsis/Substantial";

    private static final RSAKey KEY = newKey();
    /** Signs under the same key id, as a forger would. */
    private static final RSAKey STRANGE_KEY = newKey();

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Code(Map<String, String> request, Map<String, Object> claims) {}

    private final HttpServer server;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> userInfo = new ConcurrentHashMap<>();
    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    /** Changes the ID token before it is signed. */
    public UnaryOperator<JWTClaimsSet.Builder> twist = UnaryOperator.identity();
    /** Changes what UserInfo says. */
    public UnaryOperator<Map<String, Object>> retell = UnaryOperator.identity();

    public boolean signsWithStrangeKey;

    /** Ways to pass off a token nobody signed. */
    enum Forgery {
        /** It says that it is not signed. */
        UNSIGNED,
        /** The broker's public key, known to everybody, taken for a shared secret. */
        PUBLIC_KEY_AS_SECRET
    }

    @Nullable
    Forgery forgery;

    public boolean isBroken;
    /** The status of its answers about numbers. */
    int matchStatus = 200;

    public ScriptedBroker() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::token);
        server.createContext("/userinfo", this::userInfo);
        server.createContext("/cpr-match", this::match);
        server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(KEY.toPublicJWK()).toJSONObject()));
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** This broker as a provider of a tenant. */
    public Provider provider(String id, NumberRule rule) {
        return new Provider(
                id,
                "MitID",
                issuer(),
                Provider.Endpoints.under(issuer()),
                new Provider.Client(CLIENT, SECRET, List.of("openid", "mitid", "ssn"), Map.of("idp_values", "mitid")),
                rule,
                List.of(LEVEL),
                1,
                Audience.CITIZEN);
    }

    /** Somebody proves who they are: the code that goes back with the browser. {@code sentAlong} is the request. */
    public String codeFor(Map<String, String> sentAlong, Map<String, Object> claims) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(sentAlong, claims));
        return code;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                Visitor.query("?" + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Code code = codes.remove(String.valueOf(form.get("code")));
        if (isBroken) {
            answer(exchange, 500, Map.of());
        } else if (!isClient(exchange)) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
        } else if (code == null || !fits(code.request(), form)) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            String access = UUID.randomUUID().toString();
            userInfo.put(access, retell.apply(new HashMap<>(code.claims())));
            if (code.claims().get("real.cpr") instanceof String number) {
                numbers.put(access, number);
            }
            answer(
                    exchange,
                    200,
                    Map.of(
                            "access_token",
                            access,
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300,
                            "id_token",
                            idToken(code)));
        }
    }

    private static boolean isClient(HttpExchange exchange) {
        // RFC 6749, section 2.3.1: both parts are form-encoded before they are joined.
        String pair = CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String expected = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static boolean fits(Map<String, String> asked, Map<String, String> form) {
        String verifier = String.valueOf(form.get("code_verifier"));
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.of(verifier));
        return "S256".equals(asked.get("code_challenge_method"))
                && challenge.equals(asked.get("code_challenge"))
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && "authorization_code".equals(form.get("grant_type"));
    }

    private String idToken(Code code) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(String.valueOf(code.claims().get("sub")))
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", code.request().get("nonce"))
                .claim("loa", LEVEL);
        try {
            if (forgery == Forgery.UNSIGNED) {
                return new PlainJWT(twist.apply(claims).build()).serialize();
            }
            if (forgery == Forgery.PUBLIC_KEY_AS_SECRET) {
                var forged = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                        twist.apply(claims).build());
                forged.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
                return forged.serialize();
            }
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                    twist.apply(claims).build());
            jwt.sign(new RSASSASigner(signsWithStrangeKey ? STRANGE_KEY : KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Map<String, Object> claims = userInfo.remove(bearer.replaceFirst("^Bearer ", ""));
        answer(exchange, claims == null ? 401 : 200, claims == null ? Map.of() : claims);
    }

    /** Says three times a sign-in whether a number is that of the one who signed in. */
    private void match(HttpExchange exchange) throws IOException {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replaceFirst("^Bearer ", "");
        String number = numbers.get(bearer);
        String typed = JSON.readTree(exchange.getRequestBody().readAllBytes())
                .path("cpr")
                .stringValue("");
        if (matchStatus != 200) {
            answer(exchange, matchStatus, Map.of());
        } else if (number == null) {
            answer(exchange, 401, Map.of("error", "invalid_token"));
        } else if (asked.merge(bearer, 1, Integer::sum) > 3) {
            answer(exchange, 403, Map.of("error", "too_many_attempts"));
        } else {
            answer(exchange, 200, Map.of("match", number.equals(typed)));
        }
    }

    /** How often it was asked about a number. */
    int questions() {
        return asked.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
