package dev.waybill.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind of redaction, format or layout, described for {@link TenantJsonSchema}.
 *
 * @param name as it stands behind {@code kind:}
 * @param description one sentence for the editor
 * @param properties the JSON Schema of each option, by its key; {@code kind} itself is not among them
 * @param required keys of the options that have no default
 */
public record KindDescription(
        String name, String description, Map<String, Map<String, Object>> properties, List<String> required) {
    public KindDescription {
        properties = new TreeMap<>(properties);
        required = List.copyOf(required);
        if (properties.containsKey("kind") || !properties.keySet().containsAll(required)) {
            throw new IllegalArgumentException(
                    "required options of kind " + name + " must be described, kind must not");
        }
    }
}
