package dev.waybill.catalog;

import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Specs for tests, as their YAML says them. */
public final class TestSpecs {
    private TestSpecs() {}

    /** An hourly export into the tenant's own bucket. */
    public static ExportSpec export(String tenant, String id) {
        return export(tenant, id, "");
    }

    /** @param more lines of the export's YAML, such as {@code redact: []} */
    public static ExportSpec export(String tenant, String id, String... more) {
        boolean hasDestination = List.of(more).stream().anyMatch(line -> line.startsWith("destination:"));
        List<String> lines = new ArrayList<>(List.of("source: download", "format: { kind: csv }"));
        if (!hasDestination) {
            lines.add(destination(tenant + "-logs", "logs"));
        }
        lines.addAll(List.of(more));
        return specs(tenant, "  - id: " + id + "\n    " + String.join("\n    ", lines) + "\n")
                .exports()
                .get(0);
    }

    public static String destination(String bucket, String prefix) {
        return "destination: { kind: s3, bucket: " + bucket + ", prefix: " + prefix
                + ", region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/" + bucket + "\" }";
    }

    /** A wish that holds these exports and names no other tenant. */
    public static Wish allOf(ExportSpec... exports) {
        TreeMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        for (ExportSpec export : exports) {
            tenants.computeIfAbsent(export.exportId().tenant(), any -> new ArrayList<>())
                    .add(export);
        }
        return new Wish(tenants, WishScope.ALL_TENANTS, Map.of(), Optional.empty(), Set.of(), Set.of());
    }

    private static TenantSpecs specs(String tenant, String exports) {
        return SpecReader.parse(tenant + ".yaml", "tenant: " + tenant + "\nexports:\n" + exports);
    }
}
