package dk.bykassen.simulator.eid;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.world.Orders;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exchanges a code for tokens: client secret by header or form, PKCE, one use (RFC 6749, RFC 7636). */
final class TokenEndpoint {

    private final Grants grants;
    private final SigningKey key;
    private final Orders<EidFault> faults;
    private final InstantSource realTime;

    TokenEndpoint(Grants grants, SigningKey key, Orders<EidFault> faults, InstantSource realTime) {
        this.grants = grants;
        this.key = key;
        this.faults = faults;
        this.realTime = realTime;
    }

    Answer exchange(String issuerUrl, Issuer issuer, Request http) {
        if (faults.take(fault -> fault == EidFault.ERROR500).isPresent()) {
            return Answer.json(500, Json.object().put("error", "server_error"));
        }
        TokenRequest request;
        try {
            request = TokenRequest.parse(asNimbus(issuerUrl, http));
        } catch (ParseException | IllegalArgumentException e) {
            return refusal(400, "invalid_request", "not a token request");
        }
        if (!(request.getClientAuthentication() instanceof PlainClientSecret secret)
                || !Clients.isSecretOf(
                        secret.getClientID().getValue(),
                        secret.getClientSecret().getValue())) {
            return refusal(401, "invalid_client", "unknown client or wrong secret");
        }
        if (!(request.getAuthorizationGrant() instanceof AuthorizationCodeGrant code)) {
            return refusal(400, "unsupported_grant_type", "only authorization_code is supported");
        }
        Optional<Grant> grant = grants.redeemCode(code.getAuthorizationCode().getValue())
                .filter(found -> found.issuer() == issuer)
                .filter(found -> found.clientId().equals(secret.getClientID().getValue()))
                .filter(found -> code.getRedirectionURI() != null
                        && found.redirectUri().equals(code.getRedirectionURI().toString()))
                .filter(found -> answersChallenge(found, code.getCodeVerifier()));
        return grant.map(found -> tokens(issuerUrl, found))
                .orElseGet(() -> refusal(400, "invalid_grant", "the code is unknown, used, old or not yours"));
    }

    private Answer tokens(String issuerUrl, Grant grant) {
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", grants.issueAccessToken(grant))
                        .put("token_type", "Bearer")
                        .put("expires_in", Grants.ACCESS.toSeconds())
                        .put("scope", String.join(" ", grant.scopes()))
                        .put("id_token", idToken(issuerUrl, grant)));
    }

    private String idToken(String issuerUrl, Grant grant) {
        EidFault fault = faults.take(any ->
                        any.isOfTheIdToken() && (any != EidFault.MISSING_PID || grant.issuer() == Issuer.IDPORTEN))
                .orElse(null);
        JWTClaimsSet claims = claims(issuerUrl, grant, fault);
        return fault == EidFault.WRONG_SIGNATURE ? key.forge(claims) : key.sign(claims);
    }

    private JWTClaimsSet claims(String issuerUrl, Grant grant, @Nullable EidFault fault) {
        Instant now = fault == EidFault.EXPIRED_TOKEN ? realTime.instant().minusSeconds(7200) : realTime.instant();
        String level = fault == EidFault.WRONG_ACR ? grant.issuer().levels().getFirst() : grant.level();
        var claims = new JWTClaimsSet.Builder()
                .issuer(fault == EidFault.WRONG_ISSUER ? "https://example.org/somebody-else" : issuerUrl)
                .subject(Claims.subject(grant))
                .audience(grant.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("auth_time", fault == EidFault.STALE_SIGN_IN ? grant.signedInAt() - 7200 : grant.signedInAt())
                .claim("acr", level);
        if (grant.nonce() != null) {
            claims.claim("nonce", fault == EidFault.WRONG_NONCE ? "another-nonce" : grant.nonce());
        }
        if (grant.issuer().isMitId()) {
            claims.claim("loa", level)
                    .claim("ial", level)
                    .claim("aal", level)
                    .claim("idp", "mitid")
                    .claim("amr", List.of("code_app"));
        } else if (grant.issuer() == Issuer.STAFF) {
            // Entra ID tells the roles here, others in UserInfo; this directory does both.
            claims.claim("roles", grant.person().roles());
        } else if (grant.issuer() == Issuer.IDPORTEN) {
            claims.claim("amr", List.of("BankID"));
            if (fault != EidFault.MISSING_PID) {
                grant.person().personNumber().ifPresent(pid -> claims.claim("pid", pid));
            }
        }
        return claims.build();
    }

    private static boolean answersChallenge(Grant grant, @Nullable CodeVerifier verifier) {
        return verifier != null
                && CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                        .getValue()
                        .equals(grant.challenge());
    }

    private static HTTPRequest asNimbus(String issuerUrl, Request http) throws ParseException {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, URI.create(issuerUrl + "/token"));
        request.setContentType(http.header("Content-Type").orElse("text/plain"));
        http.header("Authorization").ifPresent(request::setAuthorization);
        request.setBody(http.bodyText());
        return request;
    }

    private static Answer refusal(int status, String error, String description) {
        Answer.Response response =
                Answer.json(status, Json.object().put("error", error).put("error_description", description));
        return status == 401 ? response.with("WWW-Authenticate", "Basic realm=\"eid\"") : response;
    }
}
