package dk.bykassen.simulator.eid;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dk.bykassen.simulator.net.LoopbackNames;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Params;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.world.Orders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Where a browser arrives and chooses who it is. GET shows the people; POST to the same address with {@code person} or
 * {@code abort} sends the browser back with a code or an error.
 */
final class AuthorizationEndpoint {

    private final Grants grants;
    private final Orders<EidFault> faults;
    private final InstantSource realTime;
    private final Pages pages;

    AuthorizationEndpoint(Grants grants, Orders<EidFault> faults, InstantSource realTime, Pages pages) {
        this.grants = grants;
        this.faults = faults;
        this.realTime = realTime;
        this.pages = pages;
    }

    /** A request whose client and return address can be trusted, and what else it asked. */
    private record Asked(
            String issuerUrl, Issuer issuer, AuthenticationRequest request, String tenant, URI redirectUri) {}

    Answer show(String issuerUrl, Issuer issuer, Request http) {
        Asked asked = check(issuerUrl, issuer, http.query());
        Optional<Answer> refusal = refusal(asked);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Set<String> scopes = new TreeSet<>(asked.request().getScope().toStringList());
        Page page = Page.of(http, http.words().say("eid.title"));
        return pages.show(
                http,
                200,
                "sign-in",
                page,
                Map.of("view", SignInView.of(issuer, asked.tenant(), scopes, http.words())));
    }

    Answer choose(String issuerUrl, Issuer issuer, Request http) {
        Asked asked = check(issuerUrl, issuer, http.query());
        Optional<Answer> refusal = refusal(asked);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (http.form().first("abort").isPresent()) {
            return back(asked, Map.of("error", "access_denied", "error_description", abortReason(issuer)));
        }
        Person person = People.find(issuer, asked.tenant(), http.form().text("person"))
                .orElseThrow(() -> new HttpProblem(400, "The form names nobody this sign-in knows."));
        String code = grants.issueCode(grant(asked, person));
        return back(asked, Map.of("code", code));
    }

    private Grant grant(Asked asked, Person person) {
        AuthenticationRequest request = asked.request();
        return new Grant(
                asked.issuer(),
                request.getClientID().getValue(),
                asked.tenant(),
                person,
                asked.redirectUri().toString(),
                Set.copyOf(request.getScope().toStringList()),
                request.getNonce() == null ? null : request.getNonce().getValue(),
                request.getCodeChallenge().getValue(),
                level(asked),
                UUID.randomUUID().toString(),
                realTime.instant().getEpochSecond());
    }

    /** Errors in who asks are shown here, never sent on: the return address may be an attacker's. */
    private static Asked check(String issuerUrl, Issuer issuer, Params query) {
        URI redirectUri;
        try {
            redirectUri = URI.create(query.text("redirect_uri"));
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "redirect_uri is not a URI.");
        }
        if (!isReturnAddress(redirectUri)) {
            throw new HttpProblem(400, "redirect_uri must be https, or http on a name under localhost.");
        }
        String tenant = Clients.tenantOf(query.text("client_id"))
                .orElseThrow(() -> new HttpProblem(400, "client_id is unknown; it reads bykassen-<tenant>."));
        try {
            return new Asked(issuerUrl, issuer, AuthenticationRequest.parse(query.asMap()), tenant, redirectUri);
        } catch (ParseException e) {
            throw new HttpProblem(400, "This is no OpenID Connect request: " + e.getMessage());
        }
    }

    /** What is wrong with the request itself is told to the client (RFC 6749, section 4.1.2.1). */
    private Optional<Answer> refusal(Asked asked) {
        AuthenticationRequest request = asked.request();
        if (!request.getResponseType().equals(ResponseType.CODE)) {
            return Optional.of(back(asked, error("unsupported_response_type", "only code is supported")));
        }
        if (request.getResponseMode() != null
                && !request.getResponseMode().getValue().equals("query")) {
            return Optional.of(back(asked, error("invalid_request", "only response_mode=query is supported")));
        }
        if (request.getCodeChallenge() == null || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
            return Optional.of(back(asked, error("invalid_request", "PKCE with S256 is required")));
        }
        // Nobody stays signed in here, so prompt=login and max_age are kept by asking every time.
        if (request.getPrompt() != null && request.getPrompt().toString().equals("none")) {
            return Optional.of(back(asked, error("login_required", "nobody is signed in here")));
        }
        return Optional.empty();
    }

    private static Map<String, String> error(String error, String description) {
        return Map.of("error", error, "error_description", description);
    }

    static boolean isReturnAddress(URI uri) {
        if (uri.getHost() == null || uri.getFragment() != null || uri.getUserInfo() != null) {
            return false;
        }
        return "https".equals(uri.getScheme())
                || "http".equals(uri.getScheme()) && LoopbackNames.isLoopbackName(uri.getHost());
    }

    private Answer back(Asked asked, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        boolean mixedUp = faults.take(fault -> fault == EidFault.MIXED_UP).isPresent();
        all.put("iss", mixedUp ? "https://example.org/somebody-else" : asked.issuerUrl());
        if (asked.request().getState() != null) {
            all.put("state", asked.request().getState().getValue());
        }
        return Answer.seeOther(withQuery(asked.redirectUri().toString(), all));
    }

    static String withQuery(String address, Map<String, String> values) {
        StringBuilder out = new StringBuilder(address);
        char separator = address.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> value : values.entrySet()) {
            out.append(separator)
                    .append(value.getKey())
                    .append('=')
                    .append(URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return out.toString();
    }

    private static String abortReason(Issuer issuer) {
        return issuer.isMitId() ? "mitid_user_aborted" : "user_aborted";
    }

    /** What was asked for, if the broker can vouch for it, else substantial: the second level of each broker. */
    private static String level(Asked asked) {
        List<String> levels = asked.issuer().levels();
        var requested = asked.request().getACRValues();
        if (requested != null) {
            for (var acr : requested) {
                if (levels.contains(acr.getValue())) {
                    return acr.getValue();
                }
            }
        }
        String wanted = asked.issuer().isMitId() ? mitIdLevel(asked.request()) : "";
        return levels.stream()
                .filter(level ->
                        !wanted.isEmpty() && level.toLowerCase(Locale.ROOT).endsWith("/" + wanted))
                .findFirst()
                .orElse(levels.get(1));
    }

    /** The broker's own way to ask: {@code idp_params={"mitid":{"loa_value":"high"}}}. */
    private static String mitIdLevel(AuthenticationRequest request) {
        List<String> given = request.getCustomParameter("idp_params");
        if (given == null || given.isEmpty()) {
            return "";
        }
        try {
            JsonNode value = Json.parse(given.getFirst()).path("mitid").path("loa_value");
            return value.isString() ? value.stringValue() : "";
        } catch (Json.MalformedJson e) {
            return "";
        }
    }
}
