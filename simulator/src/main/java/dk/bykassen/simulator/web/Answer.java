package dk.bykassen.simulator.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a request gets: a response, or silence. */
public sealed interface Answer {

    /** Status, headers and body. */
    record Response(int status, Map<String, String> headers, byte[] body) implements Answer {

        public Response with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Response(status, more, body);
        }
    }

    /** No answer at all: the connection is held for so long and then closed, unless the client gives up before. */
    record Silence(Duration hold) implements Answer {}

    static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    static Response json(int status, JsonNode body) {
        return new Response(status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.write(body));
    }

    static Response of(int status, String type, String body) {
        return new Response(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    static Response seeOther(String location) {
        return empty(303).with("Location", location);
    }
}
