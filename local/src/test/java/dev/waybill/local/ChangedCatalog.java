package dev.waybill.local;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsJson;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Timeline;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.delivery.CatalogView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The catalog as it would be with other settings, and with one export of each tenant alone. */
final class ChangedCatalog implements CatalogView {
    private final CatalogView catalog;
    private final PlatformSettings settings;
    private final @Nullable String only;
    private @Nullable CatalogSnapshot from;
    private CatalogSnapshot changed = CatalogSnapshot.EMPTY;
    private long offset;

    ChangedCatalog(CatalogView catalog, PlatformSettings settings, @Nullable String only) {
        this.catalog = catalog;
        this.settings = settings;
        this.only = only;
    }

    @Override
    public Knowledge now() {
        return change(catalog.now());
    }

    @Override
    public Knowledge awaitDecided(long epochMicros) {
        return change(catalog.awaitDecided(epochMicros));
    }

    private synchronized Knowledge change(Knowledge known) {
        if (known.snapshot() != from) {
            from = known.snapshot();
            SnapshotBuilder builder = new SnapshotBuilder(CatalogSnapshot.EMPTY);
            known.snapshot()
                    .settings()
                    .ifPresent(record -> add(builder, SettingsKey.SETTINGS.text(), SettingsJson.write(change(record))));
            known.snapshot()
                    .tenantRecords()
                    .forEach(record -> add(builder, record.tenant(), TenantJson.write(change(record))));
            changed = builder.build();
        }
        return Knowledge.of(changed, known.knownUpTo());
    }

    private void add(SnapshotBuilder builder, String key, byte[] value) {
        builder.add(new LogRecord(offset++, Instant.EPOCH, key, Optional.of(value), Optional.empty(), ""));
    }

    private SettingsRecord change(SettingsRecord record) {
        return new SettingsRecord(
                record.lead(),
                record.margin(),
                Timeline.of(List.of(settings)),
                record.documents(),
                record.changed(),
                record.unknown());
    }

    private TenantRecord change(TenantRecord record) {
        TreeMap<String, ExportRecord> exports = new TreeMap<>(record.exports());
        exports.keySet().removeIf(id -> only != null && !id.equals(only));
        return new TenantRecord(record.tenant(), record.externalId(), record.changed(), exports, record.unknown());
    }
}
