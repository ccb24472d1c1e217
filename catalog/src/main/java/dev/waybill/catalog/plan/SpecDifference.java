package dev.waybill.catalog.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which keys of two specs differ, and how. Specs hold references to secrets, never secrets. */
public final class SpecDifference {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SpecDifference() {}

    /** Dotted and sorted; a list that differs is one key. Whether they are switched on is no difference. */
    static List<String> keys(ExportSpec a, ExportSpec b) {
        return of(a, b).stream().map(KeyChange::key).toList();
    }

    /** The keys that differ, sorted, with both values; a list that differs is one key. */
    public static List<KeyChange> of(ExportSpec before, ExportSpec after) {
        List<KeyChange> changes = new ArrayList<>();
        collect("", tree(before), tree(after), changes);
        return List.copyOf(changes);
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<KeyChange> changes) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            changes.add(new KeyChange(path, text(before), text(after)));
            return;
        }
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.forEach(name ->
                collect(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), changes));
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(value.isTextual() ? value.asText() : value.toString());
    }

    private static JsonNode tree(ExportSpec spec) {
        try {
            return JSON.readTree(CanonicalSpec.json(spec.withEnabled(true)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the canonical form of a spec is JSON", e);
        }
    }
}
