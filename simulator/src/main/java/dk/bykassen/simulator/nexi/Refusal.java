package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.Verdict;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The gateway does not do what it was asked, and says so in its own format. */
final class Refusal extends RuntimeException {

    private final int status;
    private final ObjectNode body;

    private Refusal(int status, ObjectNode body) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** 400 with the faults by field. */
    static Refusal invalid(Map<String, List<String>> errors) {
        ObjectNode body = Json.object();
        ObjectNode fields = body.putObject("errors");
        errors.forEach((field, sentences) -> {
            var array = fields.putArray(field);
            sentences.forEach(array::add);
        });
        return new Refusal(400, body);
    }

    static Refusal invalid(String field, String sentence) {
        return invalid(Map.of(field, List.of(sentence)));
    }

    static Refusal notFound(String what) {
        return new Refusal(404, error(what + " not found", "404", "Checkout"));
    }

    static Refusal unauthorized() {
        return new Refusal(401, error("Unknown secret key", "401", "Checkout"));
    }

    static Refusal conflict() {
        return new Refusal(409, error("The idempotency key was used for another request", "409", "Checkout"));
    }

    /** The issuer said no: 402. */
    static Refusal declined(Verdict.Refused verdict) {
        return new Refusal(402, error(verdict.message(), verdict.code(), "Issuer"));
    }

    static Refusal broken() {
        return new Refusal(500, error("Internal error", "500", "Checkout"));
    }

    static ObjectNode error(String message, String code, String source) {
        return Json.object().put("message", message).put("code", code).put("source", source);
    }

    Answer.Response answer() {
        return Answer.json(status, body);
    }
}
