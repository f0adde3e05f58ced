package dk.bykassen.simulator.eid;

import com.nimbusds.jwt.JWTClaimsSet;
import dk.bykassen.simulator.store.Settings;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Params;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Orders;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of the four OpenID Connect issuers, and of the faults they can be told to make. */
public final class Eid {

    /** Sign-ins live in real time: the demo's clock must not break them. */
    private final InstantSource realTime = InstantSource.system();

    private final Orders<EidFault> faults = new Orders<>();
    private final Grants grants = new Grants(realTime);
    private final SigningKey key;
    private final Pages pages;
    private final Supplier<String> baseUrl;
    private final AuthorizationEndpoint authorization;
    private final TokenEndpoint token;
    private final NumberMatch numberMatch;

    public Eid(Settings settings, Pages pages, Supplier<String> baseUrl) {
        this.key = new SigningKey(settings);
        this.pages = pages;
        this.baseUrl = baseUrl;
        this.authorization = new AuthorizationEndpoint(grants, faults, realTime, pages);
        this.token = new TokenEndpoint(grants, key, faults, realTime);
        this.numberMatch = new NumberMatch(grants, faults);
    }

    public void addRoutes(Router router) {
        router.get("/eid/{issuer}/.well-known/openid-configuration", request -> discovery(issuer(request)))
                .get(
                        "/eid/{issuer}/authorize",
                        request -> authorization.show(url(issuer(request)), issuer(request), request))
                .post(
                        "/eid/{issuer}/authorize",
                        request -> authorization.choose(url(issuer(request)), issuer(request), request))
                .post("/eid/{issuer}/token", request -> token.exchange(url(issuer(request)), issuer(request), request))
                .get("/eid/{issuer}/jwks", request -> Answer.of(200, "application/json", key.publicKeys()))
                .get("/eid/{issuer}/userinfo", request -> userInfo(issuer(request), request))
                .post("/eid/{issuer}/userinfo", request -> userInfo(issuer(request), request))
                .post("/eid/{issuer}/cpr-match", request -> numberMatch.answer(issuer(request), request))
                .get("/eid/{issuer}/logout", request -> logout(request, request.query()))
                .post("/eid/{issuer}/logout", request -> logout(request, request.form()))
                .get("/control/eid", request -> Answer.json(200, waiting()))
                .post("/control/eid", this::order);
    }

    private String url(Issuer issuer) {
        return baseUrl.get() + "/eid/" + issuer.path();
    }

    private static Issuer issuer(Request request) {
        String path = request.pathValue("issuer");
        return Issuer.at(path).orElseThrow(() -> new HttpProblem(404, "There is no issuer " + path + "."));
    }

    private Answer discovery(Issuer issuer) {
        String url = url(issuer);
        ObjectNode out = Json.object()
                .put("issuer", url)
                .put("authorization_endpoint", url + "/authorize")
                .put("token_endpoint", url + "/token")
                .put("userinfo_endpoint", url + "/userinfo")
                .put("jwks_uri", url + "/jwks")
                .put("end_session_endpoint", url + "/logout");
        put(out, "scopes_supported", issuer.scopes());
        put(out, "acr_values_supported", issuer.levels());
        put(out, "response_types_supported", List.of("code"));
        put(out, "response_modes_supported", List.of("query"));
        put(out, "grant_types_supported", List.of("authorization_code"));
        put(out, "subject_types_supported", List.of("pairwise"));
        put(out, "id_token_signing_alg_values_supported", List.of("RS256"));
        put(out, "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        put(out, "code_challenge_methods_supported", List.of("S256"));
        out.put("authorization_response_iss_parameter_supported", true);
        put(out, "prompt_values_supported", List.of("none", "login"));
        put(out, "ui_locales_supported", List.of("da", "nb", "en"));
        return Answer.json(200, out);
    }

    private static void put(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }

    private Answer userInfo(Issuer issuer, Request request) {
        Optional<Grant> grant = grants.byAccessToken(bearer(request)).filter(found -> found.issuer() == issuer);
        if (grant.isEmpty()) {
            return Answer.empty(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        boolean forgets = issuer != Issuer.IDPORTEN
                && faults.take(fault -> fault == EidFault.MISSING_PID).isPresent();
        LocalDate today = realTime.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return Answer.json(200, Claims.userInfo(grant.get(), today, !forgets));
    }

    /** The access token a request shows; empty when it shows none. */
    static String bearer(Request request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .orElse("");
    }

    /** RP-initiated logout: returns only to an address of the client whose token is shown. */
    private Answer logout(Request request, Params given) {
        JWTClaimsSet hint = given.first("id_token_hint").map(key::read).orElse(null);
        Optional<String> target = given.first("post_logout_redirect_uri").filter(Eid::isReturnAddress);
        if (hint != null && target.isPresent()) {
            Map<String, String> state =
                    given.first("state").map(value -> Map.of("state", value)).orElse(Map.of());
            return Answer.seeOther(AuthorizationEndpoint.withQuery(target.get(), state));
        }
        Page page = Page.of(request, request.words().say("eid.out.title"));
        return pages.show(
                request, 200, "notice", page, Map.of("sentence", request.words().say("eid.out.text")));
    }

    private static boolean isReturnAddress(String address) {
        try {
            return AuthorizationEndpoint.isReturnAddress(URI.create(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Answer order(Request request) {
        JsonNode body = request.json();
        if (body.path("reset").booleanValue(false)) {
            faults.clear();
        }
        if (body.has("fault")) {
            EidFault fault = EidFault.of(body.path("fault").stringValue(""))
                    .orElseThrow(() -> new HttpProblem(400, "The fault is unknown. Known: " + known() + "."));
            faults.add(fault, Math.clamp(body.path("times").intValue(1), 1, 1000));
        }
        return Answer.json(200, waiting());
    }

    private ObjectNode waiting() {
        ObjectNode out = Json.object();
        put(out, "faults", faults.waiting().stream().map(Eid::name).toList());
        return out;
    }

    private static String known() {
        return String.join(
                ", ", List.of(EidFault.values()).stream().map(Eid::name).toList());
    }

    private static String name(EidFault fault) {
        return fault.name().toLowerCase(java.util.Locale.ROOT);
    }
}
