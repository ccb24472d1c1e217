package dev.waybill.window;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The full hours of a zone's clock. Where the zone's offset changes in the middle of an hour, the change is an edge too,
 * so that no window mixes two offsets; a change on the full hour, the usual case, leaves every window one hour long.
 */
record HourlyEdges(ZoneRules rules) implements Edges {
    private static final long HOUR = 3600;

    static HourlyEdges in(ZoneId zone) {
        return new HourlyEdges(zone.getRules());
    }

    @Override
    public long atOrBefore(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        long offset = rules.getOffset(instant).getTotalSeconds();
        long edge = Math.floorDiv(second + offset, HOUR) * HOUR - offset;
        ZoneOffsetTransition change = rules.isFixedOffset() ? null : rules.previousTransition(instant.plusSeconds(1));
        return change == null ? edge : Math.max(edge, change.toEpochSecond());
    }

    @Override
    public long after(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        long offset = rules.getOffset(instant).getTotalSeconds();
        long edge = (Math.floorDiv(second + offset, HOUR) + 1) * HOUR - offset;
        ZoneOffsetTransition change = rules.isFixedOffset() ? null : rules.nextTransition(instant);
        return change == null ? edge : Math.min(edge, change.toEpochSecond());
    }
}
