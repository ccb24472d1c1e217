package dev.waybill.kind;

import dev.waybill.kind.family.Kind;
import dev.waybill.kind.family.KindOption;
import dev.waybill.kind.family.Kinds;
import dev.waybill.spec.KindDescription;
import dev.waybill.spec.TenantJsonSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes the kinds of redactions, formats and layouts for the JSON Schema of a tenant's file. */
public final class KindDescriptions {
    private KindDescriptions() {}

    /** The JSON Schema of a tenant's file, with every kind there is; kept as {@code docs/reference/tenant.schema.json}. */
    public static String tenantSchema() {
        return TenantJsonSchema.json(of(ExportKinds.REDACTIONS), of(ExportKinds.FORMATS), of(ExportKinds.LAYOUTS));
    }

    static List<KindDescription> of(Kinds<?> family) {
        return family.all().map(KindDescriptions::describe).toList();
    }

    private static KindDescription describe(Kind<?> kind) {
        Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
        kind.options().forEach(option -> properties.put(option.name(), schema(option)));
        List<String> required = kind.options().stream()
                .filter(option -> option.standard().isEmpty())
                .map(KindOption::name)
                .toList();
        return new KindDescription(kind.name(), "The kind " + kind.name(), properties, required);
    }

    private static Map<String, Object> schema(KindOption option) {
        Class<?> type = option.component().getType();
        if (option.name().equals("key")) {
            return TenantJsonSchema.secretReference();
        }
        if (option.name().equals("epoch")) {
            return TenantJsonSchema.keyEpoch();
        }
        if (option.name().equals("fingerprint")) {
            return TenantJsonSchema.keyFingerprint();
        }
        if (!option.words().isEmpty()) {
            return Map.of("enum", option.words());
        }
        if (type == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == long.class) {
            return Map.of("type", "integer");
        }
        if (type == List.class) {
            Map<String, Object> text = Map.of("type", List.of("string", "number", "boolean"));
            return Map.of("anyOf", List.of(Map.of("type", "string"), Map.of("type", "array", "items", text)));
        }
        return Map.of("type", "string");
    }
}
