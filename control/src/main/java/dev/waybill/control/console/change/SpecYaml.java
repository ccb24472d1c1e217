package dev.waybill.control.console.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import java.util.List;

/** Exports as a tenant's file has them, with everything that holds by default written out. Read again, it is the same. */
final class SpecYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Those that people look for first. */
    private static final List<String> FIRST = List.of("id", "source", "enabled");

    private SpecYaml() {}

    static String of(String tenant, List<ExportSpec> exports) {
        try {
            ObjectNode file = YAML.createObjectNode();
            file.put("tenant", tenant);
            ArrayNode list = file.putArray("exports");
            for (ExportSpec export : exports) {
                list.add(ordered(JSON.readTree(CanonicalSpec.json(export))));
            }
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a spec is JSON", e);
        }
    }

    private static ObjectNode ordered(JsonNode export) {
        ObjectNode ordered = YAML.createObjectNode();
        FIRST.forEach(key -> ordered.set(key, export.get(key)));
        export.fields().forEachRemaining(member -> {
            if (!FIRST.contains(member.getKey()) && !member.getKey().equals("tenant")) {
                ordered.set(member.getKey(), member.getValue());
            }
        });
        return ordered;
    }
}
