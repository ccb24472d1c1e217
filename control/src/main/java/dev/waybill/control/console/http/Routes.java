package dev.waybill.control.console.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a path names.
 *
 * @param <T> what stands behind an endpoint
 */
final class Routes<T> {
    private final List<Route<T>> routes = new ArrayList<>();

    /** An endpoint, its path in segments, and what stands behind it. */
    private record Route<T>(Endpoint endpoint, List<String> segments, T target) {}

    /** What was found, and what stands in place of the path's names. */
    record Found<T>(Endpoint endpoint, T target, Map<String, String> values) {}

    /** @throws IllegalArgumentException if another endpoint could not be told from it */
    void add(Endpoint endpoint, T target) {
        List<String> segments = segments(endpoint.path());
        for (Route<T> route : routes) {
            if (route.endpoint.verb() == endpoint.verb()
                    && shape(route.segments).equals(shape(segments))) {
                throw new IllegalArgumentException(
                        endpoint.verb() + " " + endpoint.path() + " is " + route.endpoint.path() + " already");
            }
        }
        routes.add(new Route<>(endpoint, segments, target));
    }

    /** What is behind the path; of two that match, the one with fewer names in its path. */
    Optional<Found<T>> find(Verb verb, List<String> path) {
        return matching(path)
                .filter(route -> route.endpoint.verb() == verb)
                .min((one, other) -> Long.compare(names(one), names(other)))
                .map(route -> new Found<>(route.endpoint, route.target, values(route, path)));
    }

    /** The methods that the path knows. */
    Set<Verb> verbs(List<String> path) {
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        matching(path).forEach(route -> verbs.add(route.endpoint.verb()));
        return verbs;
    }

    private Stream<Route<T>> matching(List<String> path) {
        return routes.stream().filter(route -> matches(route.segments, path));
    }

    private static boolean matches(List<String> segments, List<String> path) {
        if (segments.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (!isName(segment) && !segment.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static <T> Map<String, String> values(Route<T> route, List<String> path) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = route.segments.get(i);
            if (isName(segment)) {
                values.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
        }
        return values;
    }

    private static List<String> shape(List<String> segments) {
        return segments.stream()
                .map(segment -> isName(segment) ? "{}" : segment)
                .toList();
    }

    private static long names(Route<?> route) {
        return route.segments.stream().filter(Routes::isName).count();
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }
}
