package dk.bykassen.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The lean door's one table of routes. */
final class RouteTable {

    /** Addresses without variables, found whole. */
    private final Map<String, Place> plain = new HashMap<>();

    private final List<Place> withVariables = new ArrayList<>();

    /** What stands at an address: a route per method, and what was found in the place of variables. */
    record Found(SequencedMap<String, Route> routes, Map<String, String> variables) {

        /** {@code HEAD} is answered as {@code GET} is. */
        @Nullable
        Route route(String method) {
            return routes.get(method.equals("HEAD") ? "GET" : method);
        }

        /** The methods, as the header {@code Allow} lists them. */
        String allowed() {
            List<String> methods = new ArrayList<>(routes.keySet());
            if (routes.containsKey("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");
            return String.join(",", methods);
        }
    }

    private record Place(String[] pattern, SequencedMap<String, Route> routes) {

        @Nullable
        Found match(String[] segments) {
            if (segments.length != pattern.length) {
                return null;
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < pattern.length; i++) {
                if (pattern[i].startsWith("{")) {
                    variables.put(pattern[i].substring(1, pattern[i].length() - 1), Target.decoded(segments[i]));
                } else if (!pattern[i].equals(segments[i])) {
                    return null;
                }
            }
            return new Found(routes, variables);
        }
    }

    RouteTable(List<DeviceApi> apis) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (DeviceApi api : apis) {
            for (Route route : api.routes()) {
                Place place = places.computeIfAbsent(
                        route.pattern(), pattern -> new Place(pattern.split("/", -1), new LinkedHashMap<>()));
                if (place.routes().putIfAbsent(route.method(), route) != null) {
                    throw new IllegalStateException("two routes for " + route.method() + " " + route.pattern());
                }
            }
        }
        places.forEach((pattern, place) -> {
            if (pattern.contains("{")) {
                withVariables.add(place);
            } else {
                plain.put(pattern, place);
            }
        });
    }

    /** @param path as it was sent, without its query */
    Optional<Found> at(String path) {
        Place place = plain.get(path);
        if (place != null) {
            return Optional.of(new Found(place.routes(), Map.of()));
        }
        String[] segments = path.split("/", -1);
        for (Place candidate : withVariables) {
            Found found = candidate.match(segments);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
