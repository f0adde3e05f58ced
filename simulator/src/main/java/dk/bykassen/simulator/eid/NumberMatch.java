package dk.bykassen.simulator.eid;

import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.world.Orders;
import java.util.Optional;

/**
 * The brokers' CPR match: whether a number somebody typed is that of who just signed in. It is asked with the access token
 * of that sign-in, at most three times, and never tells a number.
 */
final class NumberMatch {

    private final Grants grants;
    private final Orders<EidFault> faults;

    NumberMatch(Grants grants, Orders<EidFault> faults) {
        this.grants = grants;
        this.faults = faults;
    }

    Answer answer(Issuer issuer, Request request) {
        if (faults.take(fault -> fault == EidFault.MATCH_DOWN).isPresent()) {
            return refusal(503, "temporarily_unavailable");
        }
        String token = Eid.bearer(request);
        Optional<Grant> grant = grants.byAccessToken(token)
                .filter(found -> found.issuer() == issuer && found.issuer().isMitId());
        if (grant.isEmpty()) {
            return refusal(401, "invalid_token");
        }
        String cpr = request.json().path("cpr").stringValue("");
        if (!cpr.matches("[0-9]{10}")) {
            return refusal(400, "invalid_request");
        }
        if (!grants.takeMatch(token)) {
            return refusal(403, "too_many_attempts");
        }
        boolean isTheirs =
                grant.get().person().personNumber().filter(cpr::equals).isPresent();
        boolean lies = faults.take(fault -> fault == EidFault.MATCH_WRONG).isPresent();
        return Answer.json(200, Json.object().put("match", isTheirs != lies));
    }

    private static Answer refusal(int status, String error) {
        return Answer.json(status, Json.object().put("error", error));
    }
}
