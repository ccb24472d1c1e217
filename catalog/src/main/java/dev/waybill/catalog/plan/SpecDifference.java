package dev.waybill.catalog.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which keys of two specs differ. */
final class SpecDifference {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SpecDifference() {}

    /** Dotted and sorted; a list that differs is one key. Whether they are switched on is no difference. */
    static List<String> keys(ExportSpec a, ExportSpec b) {
        Set<String> keys = new TreeSet<>();
        collect("", tree(a), tree(b), keys);
        return List.copyOf(keys);
    }

    private static void collect(String path, JsonNode a, JsonNode b, Set<String> keys) {
        if (a.equals(b)) {
            return;
        }
        if (!a.isObject() || !b.isObject()) {
            keys.add(path);
            return;
        }
        Set<String> names = new TreeSet<>();
        a.fieldNames().forEachRemaining(names::add);
        b.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> collect(path.isEmpty() ? name : path + "." + name, a.path(name), b.path(name), keys));
    }

    private static JsonNode tree(ExportSpec spec) {
        try {
            return JSON.readTree(CanonicalSpec.json(spec.withEnabled(true)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the canonical form of a spec is JSON", e);
        }
    }
}
