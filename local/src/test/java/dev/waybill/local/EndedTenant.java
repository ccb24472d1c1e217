package dev.waybill.local;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.spec.SpecReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tenant whose exports were removed three days ago, for {@code apply --restore}. */
final class EndedTenant {
    private EndedTenant() {}

    /** The text of a copy of the catalog that holds it alone. */
    static String backup(String tenant, String... exports) {
        Instant now = Instant.now();
        Change change = new Change("ops", now.minus(Duration.ofDays(9)), "");
        SortedMap<String, ExportRecord> records = new TreeMap<>();
        for (String export : exports) {
            SpecVersion version = SpecVersion.of(SpecReader.parse(tenant + ".yaml", """
                    tenant: %s
                    exports:
                      - id: %s
                        source: download
                        format: { kind: csv }
                        destination: { kind: file, directory: /tmp/%1$s/%2$s }
                    """.formatted(tenant, export))
                    .exports()
                    .get(0));
            Reigns reigns = Reigns.of(List.of(
                    new VersionReign(now.minus(Duration.ofDays(48)), version.id(), change),
                    new Vacancy(now.minus(Duration.ofDays(40)), Ending.REMOVED, change)));
            records.put(
                    export,
                    new ExportRecord(
                            Map.of(version.id(), version),
                            Map.of(),
                            reigns,
                            Map.of(),
                            Optional.empty(),
                            UnknownMembers.NONE));
        }
        TenantRecord record = new TenantRecord(tenant, "wb-1", change, records, UnknownMembers.NONE);
        return new Backup(SettingsRecord.defaults(change), List.of(record), Map.of()).text();
    }
}
