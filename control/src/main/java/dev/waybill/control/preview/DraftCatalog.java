package dev.waybill.control.preview;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsJson;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Timeline;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.delivery.CatalogView;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A catalog in which drafts have ruled ever since. Stands nowhere. */
final class DraftCatalog implements CatalogView {
    private static final Change CHANGE = new Change("preview", Instant.EPOCH, "");
    private static final String NO_EXTERNAL_ID = "none";

    private final Knowledge knowledge;

    private DraftCatalog(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** @param settings that hold, whatever is said from when on */
    static DraftCatalog of(List<ExportSpec> drafts, PlatformSettings settings) {
        SortedMap<String, SortedMap<String, ExportRecord>> tenants = new TreeMap<>();
        for (ExportSpec draft : drafts) {
            tenants.computeIfAbsent(draft.exportId().tenant(), any -> new TreeMap<>())
                    .put(
                            draft.exportId().export(),
                            ExportRecord.NONE.begunWith(
                                    SpecVersion.of(draft), CHANGE, Instant.EPOCH, Instant.EPOCH));
        }
        List<TenantRecord> records = tenants.entrySet().stream()
                .map(tenant -> new TenantRecord(
                        tenant.getKey(), NO_EXTERNAL_ID, CHANGE, tenant.getValue(), UnknownMembers.NONE))
                .toList();
        return new DraftCatalog(
                new Knowledge(holding(settings).withTenants(records), Instant.MAX, Long.MAX_VALUE));
    }

    private static CatalogSnapshot holding(PlatformSettings platform) {
        SettingsRecord settings = new SettingsRecord(
                platform.futureSkew().plus(SettingsRecord.DEFAULT_NOTICE),
                SettingsRecord.DEFAULT_MARGIN,
                Timeline.of(List.of(platform.from(Instant.EPOCH))),
                Map.of(),
                CHANGE,
                UnknownMembers.NONE);
        SnapshotBuilder builder = new SnapshotBuilder(CatalogSnapshot.EMPTY);
        builder.add(new LogRecord(
                0,
                Instant.EPOCH,
                SettingsKey.SETTINGS.text(),
                Optional.of(SettingsJson.write(settings)),
                Optional.of(Instant.EPOCH),
                ""));
        return builder.build();
    }

    @Override
    public Knowledge now() {
        return knowledge;
    }

    @Override
    public Knowledge awaitDecided(long epochMicros) {
        return knowledge;
    }
}
