package dev.waybill.delivery;

import dev.waybill.batch.Batch;
import dev.waybill.batch.Lane;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.batch.WindowSettings;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.reign.Ruling;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.ScheduleFault;
import dev.waybill.export.Versions;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.window.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One export of a tenant in one source partition: which version rules its events, and which windows they fall into. Remembers
 * the last answers, so that the usual event costs two comparisons for each.
 */
final class Route {
    private final ExportId export;
    private final Source source;
    private final PartitionBatches batches;
    private final Versions versions;
    private final CatalogAtHand catalog;
    /** Those that have ruled an event, by config-version. */
    private final Map<String, ExportVersion> bound;

    private final ExportRecord record;

    private @Nullable Lane lane;

    /** From when until when {@link #reigning} rules; an empty range until the first event. */
    private long from = Long.MAX_VALUE;

    private long until = Long.MIN_VALUE;
    private Ruling ruling = Unruled.UNKNOWN_EXPORT;
    private @Nullable ExportVersion reigning;

    /** The last window as its version's schedule has it, what became of it, and its settings. */
    private @Nullable Window scheduled;

    private @Nullable Window window;
    private @Nullable WindowSettings settings;

    /**
     * Makes a route.
     *
     * @param record the export in the catalog
     * @param source of the events; versions of another source do not rule them
     */
    Route(
            ExportId export,
            ExportRecord record,
            Source source,
            PartitionBatches batches,
            Versions versions,
            CatalogAtHand catalog) {
        this(export, record, source, batches, versions, catalog, new HashMap<>());
    }

    private Route(
            ExportId export,
            ExportRecord record,
            Source source,
            PartitionBatches batches,
            Versions versions,
            CatalogAtHand catalog,
            Map<String, ExportVersion> bound) {
        this.export = export;
        this.record = record;
        this.source = source;
        this.batches = batches;
        this.versions = versions;
        this.catalog = catalog;
        this.bound = bound;
    }

    /** The route once the catalog has another record of the export: versions that were made stay. */
    Route changedTo(ExportRecord other) {
        return new Route(export, other, source, batches, versions, catalog, bound);
    }

    ExportId export() {
        return export;
    }

    Lane lane() {
        Lane known = lane;
        if (known == null) {
            known = batches.lane(export);
            lane = known;
        }
        return known;
    }

    /**
     * The version that rules an event of this time; null where none does.
     *
     * @param epochMicros microseconds since the epoch; decided
     * @throws SpecException if it cannot be made of its spec
     */
    @Nullable
    ExportVersion reigningAt(long epochMicros) {
        if (epochMicros < from || epochMicros >= until) {
            find(epochMicros);
        }
        return reigning;
    }

    /** Why none rules an event of the time that was asked about last. */
    Unruled unruled() {
        return ruling instanceof Unruled why ? why : Unruled.UNKNOWN_EXPORT;
    }

    private void find(long epochMicros) {
        scheduled = null;
        // Nothing is remembered if the version cannot be made.
        from = Long.MAX_VALUE;
        until = Long.MIN_VALUE;
        ruling = record.reigns().at(epochMicros);
        reigning = ruling instanceof Ruled ruled && isOfThisSource(ruled.version()) ? version(ruled.version()) : null;
        from = Long.MIN_VALUE;
        for (Reign reign : record.reigns().list()) {
            long begins = Micros.of(reign.from());
            if (begins > epochMicros) {
                until = begins;
                return;
            }
            from = begins;
        }
        until = Long.MAX_VALUE;
    }

    /** Asked before a version is made: what cannot be made holds back the events of its own source only. */
    private boolean isOfThisSource(String configVersion) {
        return bound.containsKey(configVersion) || record.version(configVersion).isOf(source);
    }

    private ExportVersion version(String configVersion) {
        ExportVersion known = bound.get(configVersion);
        if (known == null) {
            known = lane().inUse(configVersion)
                    .orElseGet(() -> versions.of(
                            configVersion, record.version(configVersion).spec()));
            known.unreadable().ifPresent(why -> {
                throw why;
            });
            bound.put(configVersion, known);
        }
        return known;
    }

    /** Why an event of this time could not be taken, if one came; empty if it could. */
    Optional<SpecException> whyNotTaken(long epochMicros) {
        try {
            ExportVersion version = reigningAt(epochMicros);
            if (version != null) {
                version.windowAt(epochMicros);
            }
            return Optional.empty();
        } catch (ScheduleFault e) {
            // Its events are quarantined one by one.
            return Optional.empty();
        } catch (SpecException e) {
            return Optional.of(e);
        }
    }

    /**
     * The batch that an event of this time goes to now, under the version that rules it.
     *
     * @throws SpecException if the version cannot take events now
     * @throws ScheduleFault if there is a fault in the schedule
     */
    Batch batchAt(long epochMicros, ExportVersion version) {
        Window now = version.windowAt(epochMicros);
        Window clipped = window;
        WindowSettings ofWindow = settings;
        if (now != scheduled || clipped == null || ofWindow == null) {
            clipped = ruling instanceof Ruled ruled ? ruled.window(now) : now;
            ofWindow = catalog.windowSettings(clipped.start());
            window = clipped;
            settings = ofWindow;
            scheduled = now;
        }
        return batches.finder().batch(lane(), clipped, version, ofWindow);
    }
}
