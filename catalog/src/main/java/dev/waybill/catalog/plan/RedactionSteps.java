package dev.waybill.catalog.plan;

import dev.waybill.spec.KindSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether redactions hide at least what others did: only if each of those steps is still there, in their order. Anything
 * else may show more, and may just as well show less; people decide.
 */
final class RedactionSteps {
    /** Name the key of a pseudonym: another key gives other pseudonyms and hides as much. */
    private static final Set<String> OF_KEY = Set.of("key", "epoch", "fingerprint");

    private RedactionSteps() {}

    /** The first step of {@code before} that {@code after} lacks, as people read it; empty if it has all. */
    static Optional<String> firstMissing(List<KindSpec> before, List<KindSpec> after) {
        int from = 0;
        for (KindSpec step : before) {
            while (from < after.size() && !sameMeaning(after.get(from), step)) {
                from++;
            }
            if (from == after.size()) {
                return Optional.of(text(step));
            }
            from++;
        }
        return Optional.empty();
    }

    private static boolean sameMeaning(KindSpec a, KindSpec b) {
        return a.kind().equals(b.kind()) && withoutKey(a).equals(withoutKey(b));
    }

    private static String text(KindSpec step) {
        Map<String, Object> options = withoutKey(step);
        return options.isEmpty() ? step.kind() : step.kind() + " " + options;
    }

    private static Map<String, Object> withoutKey(KindSpec step) {
        Map<String, Object> options = new TreeMap<>(step.options());
        options.keySet().removeAll(OF_KEY);
        return options;
    }
}
