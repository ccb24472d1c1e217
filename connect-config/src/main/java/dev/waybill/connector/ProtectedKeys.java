package dev.waybill.connector;

import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Settings that an operator's overrides must leave alone, since they say what goes where and in which form.
 *
 * @param advice what to do instead, by key; a key that ends with {@code *} stands for all that begin so
 */
record ProtectedKeys(Map<String, String> advice) {
    ProtectedKeys {
        advice = Map.copyOf(advice);
    }

    /** The overrides that may be applied; each of the others is reported. */
    Map<String, String> allowed(Place place, Map<String, String> overrides, Consumer<Problem> problems) {
        Map<String, String> allowed = new TreeMap<>();
        overrides.forEach((key, value) -> adviceFor(key)
                .ifPresentOrElse(
                        hint -> problems.accept(Problem.at(place.key(key), "cannot be overridden")
                                .hint(hint)),
                        () -> allowed.put(key, value)));
        return allowed;
    }

    private Optional<String> adviceFor(String key) {
        return advice.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*")
                        ? key.startsWith(
                                entry.getKey().substring(0, entry.getKey().length() - 1))
                        : key.equals(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }
}
