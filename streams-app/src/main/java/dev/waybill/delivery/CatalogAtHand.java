package dev.waybill.delivery;

import dev.waybill.batch.WindowSettings;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Timeline;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says to the event at hand: asked once for each event, and waited for where it is not decided yet. So what
 * it says of a time never changes. Confined to one thread.
 */
final class CatalogAtHand {
    private final CatalogView catalog;
    private Knowledge known = Knowledge.NOTHING;
    private long changes;

    /** The settings used last, and from when until when they hold; an empty range until the first use. */
    private @Nullable PlatformSettings settings;

    private long settingsFrom = Long.MAX_VALUE;
    private long settingsUntil = Long.MIN_VALUE;

    CatalogAtHand(CatalogView catalog) {
        this.catalog = catalog;
    }

    /** Turns to the next event. */
    void look() {
        take(catalog.now());
    }

    private void take(Knowledge next) {
        if (next.snapshot() != known.snapshot()) {
            changes++;
            settingsFrom = Long.MAX_VALUE;
            settingsUntil = Long.MIN_VALUE;
        }
        known = next;
    }

    /** How often something has changed; as long as it is the same, so is the snapshot. */
    long changes() {
        return changes;
    }

    /**
     * The catalog, in which what rules at this time is decided.
     *
     * @param epochMicros microseconds since the epoch
     */
    CatalogSnapshot decidedAt(long epochMicros) {
        if (!known.isDecided(epochMicros)) {
            take(catalog.awaitDecided(epochMicros));
        }
        return known.snapshot();
    }

    /** The settings in force at this time, which are waited for if need be. */
    PlatformSettings settingsAt(long epochMicros) {
        CatalogSnapshot decided = decidedAt(epochMicros);
        PlatformSettings inForce = settings;
        if (inForce == null || epochMicros < settingsFrom || epochMicros >= settingsUntil) {
            inForce = findSettings(decided.settings(), epochMicros);
            settings = inForce;
        }
        return inForce;
    }

    /** The settings of a window that starts at this time. */
    WindowSettings windowSettings(Instant start) {
        PlatformSettings inForce = settingsAt(Micros.of(start));
        return new WindowSettings(inForce.slack(), inForce.lateness(), inForce.runSize());
    }

    private PlatformSettings findSettings(Optional<SettingsRecord> record, long epochMicros) {
        Timeline<PlatformSettings> platform = record.orElseThrow(
                        () -> new IllegalStateException("nothing is decided without settings"))
                .platform();
        List<PlatformSettings> entries = platform.entries();
        int index = platform.indexAt(epochMicros);
        settingsFrom =
                index <= 0 ? Long.MIN_VALUE : Micros.of(entries.get(index).from());
        settingsUntil =
                index + 1 < entries.size() ? Micros.of(entries.get(index + 1).from()) : Long.MAX_VALUE;
        return entries.get(Math.max(0, index));
    }
}
