package dev.waybill.topology;

import dev.waybill.config.ExportBinder;
import dev.waybill.contract.FormatName;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exports of every format, with every kind of redaction and schedule, and filters. Each tenant also has an hourly export
 * {@code all} of each source that takes everything, by which events are counted.
 */
final class FuzzExports {
    /** The one whose events are valid. */
    static final String OTHER_TENANT = "other";

    private static final List<String> REDACTIONS = List.of(
            "{ kind: drop-group, group: ip }, { kind: drop-group, group: repository }",
            "{ kind: truncate-ip }, { kind: mask, field: user_agent, keep-last: 2 }",
            "{ kind: hash, field: uri, key: \"${env:KEY}\" }",
            "{ kind: drop-field, field: extensions }, { kind: drop-group, group: namespace }",
            "");
    private static final List<String> SCHEDULES = List.of(
            "{ every: hourly, grace: PT0S }",
            "{ every: daily, zone: Pacific/Auckland }",
            "{ every: \"*/15 * * * *\" }",
            "{ every: \"30 2 * * *\", zone: Europe/Berlin }",
            "{ every: \"0 0 29 2 *\" }");
    private static final List<String> SELECTIONS = List.of(
            "{}",
            "{ filter: \"status == null || status >= 200 && !(uri != null && uri.matches('.*[.]tgz'))\" }",
            "{ filter: \"extensions.a == '1' || int(request_id) > 5 || occurred_at > timestamp('2020-01-01T00:00:00Z')\" }",
            "{ repositories: { include: [\"*/*\", \"!x*\"] }, sample: \"50%\" }");

    private FuzzExports() {}

    static List<String> tenants() {
        return IntStream.range(0, FormatName.values().length)
                .mapToObj(i -> "t" + i)
                .toList();
    }

    static List<ExportSpec> all() {
        ExportBinder binder = ExportBinder.forCurrentSchemas(name -> "secret-of-sixteen-bytes");
        List<ExportSpec> exports = new ArrayList<>(counting(OTHER_TENANT));
        for (FormatName format : FormatName.values()) {
            String tenant = "t" + format.ordinal();
            exports.addAll(counting(tenant));
            for (String source : List.of("download", "audit")) {
                ExportSpec export = export(tenant, "some-" + source, source, format);
                if (fits(binder, export)) {
                    exports.add(export);
                }
            }
        }
        return exports;
    }

    private static boolean fits(ExportBinder binder, ExportSpec export) {
        try {
            binder.bind("5b89a8131b01", export);
            return true;
        } catch (SpecException e) {
            return false;
        }
    }

    private static List<ExportSpec> counting(String tenant) {
        return SpecReader.parse(tenant + ".yaml", """
                        tenant: %s
                        exports:
                          - id: all-download
                            source: download
                            format: { kind: csv, columns: [event_id, event_type], compression: none }
                            destination: { kind: file, directory: /tmp/fuzz }
                          - id: all-audit
                            source: audit
                            format: { kind: csv, columns: [event_id, event_type], compression: none }
                            destination: { kind: file, directory: /tmp/fuzz }
                        """.formatted(tenant)).exports();
    }

    private static ExportSpec export(String tenant, String id, String source, FormatName format) {
        int i = format.ordinal();
        return SpecReader.parse(tenant + ".yaml", """
                        tenant: %s
                        exports:
                          - id: %s
                            source: %s
                            select: %s
                            redact: [%s]
                            format: { kind: %s }
                            schedule: %s
                            part-size: 64KiB
                            destination: { kind: file, directory: /tmp/fuzz }
                        """.formatted(
                                tenant,
                                id,
                                source,
                                SELECTIONS.get(i % SELECTIONS.size()),
                                REDACTIONS.get(i % REDACTIONS.size()),
                                format.kind(),
                                SCHEDULES.get(i % SCHEDULES.size())))
                .exports()
                .get(0);
    }
}
