package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Timeline;
import dev.waybill.catalog.reign.UnknownMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that all processes share.
 *
 * @param lead how long before it takes effect a change is made, at least; only ever raised
 * @param margin for how long, at most, a change that was made is hidden from readers, and clocks differ; below the lead,
 *     only ever raised
 * @param platform what decides bytes and membership beside the specs; never empty
 * @param documents texts of the operator's files, such as {@code operator.yaml}, by name
 */
public record SettingsRecord(
        Duration lead,
        Duration margin,
        Timeline<PlatformSettings> platform,
        Map<String, String> documents,
        Change changed,
        UnknownMembers unknown) {
    /**
     * A transaction of a writer is hidden for its timeout of 20 seconds and the 10 seconds in which the broker notices;
     * clocks may differ by 30.
     */
    public static final Duration DEFAULT_MARGIN = Duration.ofMinutes(1);
    /** Added to the future skew, it makes the default lead: the margin, and as much again for readers that lag. */
    public static final Duration DEFAULT_NOTICE = Duration.ofMinutes(2);

    private static final int MAX_ENTRIES = 500;

    public SettingsRecord {
        if (margin.isNegative() || margin.compareTo(lead) >= 0) {
            throw new IllegalArgumentException("the margin (" + margin + ") must be below the lead (" + lead + ")");
        }
        if (platform.entries().isEmpty() || platform.entries().size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("platform must have from 1 to " + MAX_ENTRIES + " entries");
        }
        documents = Collections.unmodifiableMap(new TreeMap<>(documents));
    }

    /** Waybill's defaults, as the first {@code apply} writes them. */
    public static SettingsRecord defaults(Change change) {
        return new SettingsRecord(
                PlatformSettings.DEFAULT.futureSkew().plus(DEFAULT_NOTICE),
                DEFAULT_MARGIN,
                Timeline.of(List.of(PlatformSettings.DEFAULT)),
                Map.of(),
                change,
                UnknownMembers.NONE);
    }

    /**
     * What holds at a time.
     *
     * @param epochMicros microseconds since the epoch
     */
    public PlatformSettings at(long epochMicros) {
        return platform.entries().get(Math.max(0, platform.indexAt(epochMicros)));
    }

    /** What holds last; it may not have begun. */
    public PlatformSettings last() {
        return platform.entries().get(platform.entries().size() - 1);
    }

    /**
     * These settings after a change. Lead and margin stay where the new ones are lower.
     *
     * @param settings from which {@code from} is not taken
     * @param notBefore A + lead
     */
    public SettingsRecord changedTo(
            Duration newLead,
            Duration newMargin,
            PlatformSettings settings,
            Map<String, String> newDocuments,
            Change change,
            Instant notBefore) {
        List<PlatformSettings> entries = new ArrayList<>(platform.before(notBefore));
        if (entries.isEmpty()) {
            entries.add(platform.entries().get(0));
        }
        PlatformSettings current = entries.get(entries.size() - 1);
        if (!settings.from(current.from()).equals(current)) {
            entries.add(settings.from(notBefore));
        }
        return new SettingsRecord(
                longer(lead, newLead), longer(margin, newMargin), Timeline.of(entries), newDocuments, change, unknown);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
