package dev.waybill.control;

import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A catalog in which another program wrote specs that this one cannot read: they have a key that it does not know. */
public final class UnreadableSpecs {
    private UnreadableSpecs() {}

    /** The catalog with another spec as the one that ruled an export last. */
    public static CatalogSnapshot in(CatalogSnapshot catalog, ExportId export) {
        TenantRecord record =
                catalog.tenant(export.tenant()).flatMap(entry -> entry.record()).orElseThrow();
        SpecVersion last = record.export(export.export()).lastThatRuled().orElseThrow();
        String json = "{\"hologram\":3," + last.json().substring(1);
        String text = new String(TenantJson.write(record), StandardCharsets.UTF_8)
                .replace(last.json(), json)
                .replace(last.id(), Sha256.hex(json).substring(0, 12));
        return with(catalog, export.tenant(), text);
    }

    /** The catalog with another record of a tenant. */
    public static CatalogSnapshot with(CatalogSnapshot catalog, String tenant, String text) {
        SnapshotBuilder builder = new SnapshotBuilder(catalog);
        builder.add(new LogRecord(
                1_000,
                Instant.EPOCH,
                tenant,
                Optional.of(text.getBytes(StandardCharsets.UTF_8)),
                Optional.empty(),
                ""));
        return builder.build();
    }
}
