package dk.bykassen.simulator.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which handler answers which method and path. A pattern's {@code {name}} stands for one segment. */
public final class Router {

    private record Route(String method, String[] pattern, Handler handler) {

        Optional<Map<String, String>> match(String[] segments) {
            if (segments.length != pattern.length) {
                return Optional.empty();
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < pattern.length; i++) {
                String part = pattern[i];
                if (part.startsWith("{")) {
                    values.put(part.substring(1, part.length() - 1), segments[i]);
                } else if (!part.equals(segments[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(values);
        }
    }

    record Match(Handler handler, Map<String, String> pathValues) {}

    private final List<Route> routes = new ArrayList<>();

    public Router get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    public Router post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    public Router put(String pattern, Handler handler) {
        return add("PUT", pattern, handler);
    }

    private Router add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, pattern.split("/", -1), handler));
        return this;
    }

    /**
     * Finds the handler.
     *
     * @throws HttpProblem 404 for an unknown path, 405 for a known path with another method
     */
    Match find(String method, String path) {
        String[] segments = path.split("/", -1);
        String wanted = method.equals("HEAD") ? "GET" : method;
        List<String> others = new ArrayList<>();
        for (Route route : routes) {
            Optional<Map<String, String>> values = route.match(segments);
            if (values.isPresent()) {
                if (route.method().equals(wanted)) {
                    return new Match(route.handler(), values.get());
                }
                others.add(route.method());
            }
        }
        if (others.isEmpty()) {
            throw new HttpProblem(404, "There is nothing at " + path + ".");
        }
        throw new HttpProblem(
                405, path + " takes " + others.stream().distinct().collect(Collectors.joining(", ")) + ".");
    }

    /** Answers one kind of request. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Request request) throws Exception;
    }
}
