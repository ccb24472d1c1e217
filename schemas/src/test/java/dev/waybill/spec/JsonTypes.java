package dev.waybill.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words of JSON Schema. */
final class JsonTypes {
    private JsonTypes() {}

    static Map<String, Object> text() {
        return Map.of("type", "string", "minLength", 1);
    }

    static Map<String, Object> bool() {
        return Map.of("type", "boolean");
    }

    static Map<String, Object> pattern(String regex) {
        return Map.of("type", "string", "pattern", regex);
    }

    static Map<String, Object> oneOf(List<String> values) {
        return Map.of("enum", values);
    }

    static Map<String, Object> array(Map<String, Object> element) {
        return Map.of("type", "array", "items", element);
    }

    static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> described = new LinkedHashMap<>(schema);
        described.put("description", description);
        return described;
    }

    static Map.Entry<String, Map<String, Object>> property(String key, Map<String, Object> schema) {
        return Map.entry(key, schema);
    }

    /** A mapping with these keys and no others. */
    @SafeVarargs
    static Map<String, Object> object(List<String> required, Map.Entry<String, Map<String, Object>>... properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        schema.put("properties", Map.ofEntries(properties));
        return schema;
    }
}
