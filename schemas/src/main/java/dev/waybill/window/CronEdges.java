package dev.waybill.window;

import dev.waybill.spec.CronExpression;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The fire times of a cron expression on a zone's clock. When clocks change, an expression that names hours
 * ({@code 30 2 * * *}) fires once: in a repeated hour the first time, and for a skipped hour at the change. One that
 * takes hours as they come ({@code 30 * * * *}) fires by the clock on the wall, so it goes on evenly.
 */
record CronEdges(CronExpression cron, ZoneRules rules) implements Edges {
    static CronEdges of(String expression, ZoneId zone) {
        return new CronEdges(CronExpression.parse(expression), zone.getRules());
    }

    @Override
    public long atOrBefore(long second) {
        long upTo = second;
        while (true) {
            ZoneOffsetTransition begin = begin(upTo);
            long offset = offset(upTo);
            long fire = cron.atOrBefore(upTo + offset);
            if (begin == null || fire >= firstFire(begin)) {
                return fire - offset;
            }
            if (firesInGap(begin)) {
                return begin.toEpochSecond();
            }
            upTo = begin.toEpochSecond() - 1;
        }
    }

    @Override
    public long after(long second) {
        long from = second;
        while (true) {
            ZoneOffsetTransition begin = begin(from);
            ZoneOffsetTransition end = rules.isFixedOffset() ? null : rules.nextTransition(Instant.ofEpochSecond(from));
            long offset = offset(from);
            long local = begin == null ? from + offset : Math.max(from + offset, firstFire(begin) - 1);
            long fire = cron.after(local) - offset;
            if (end == null || fire < end.toEpochSecond()) {
                return fire;
            }
            long change = end.toEpochSecond();
            if (firesInGap(end)
                    || cron.after(firstFire(end) - 1)
                            == change + end.getOffsetAfter().getTotalSeconds()) {
                return change;
            }
            from = change;
        }
    }

    /** The change of the offset that is in force at {@code second}; null before the zone's first. */
    private @Nullable ZoneOffsetTransition begin(long second) {
        return rules.isFixedOffset() ? null : rules.previousTransition(Instant.ofEpochSecond(second + 1));
    }

    private long offset(long second) {
        return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    /** The first local time after a change at which the expression may fire. */
    private long firstFire(ZoneOffsetTransition change) {
        boolean repeated = change.isOverlap() && !cron.everyHour();
        return local(repeated ? change.getDateTimeBefore() : change.getDateTimeAfter());
    }

    private boolean firesInGap(ZoneOffsetTransition change) {
        return change.isGap()
                && !cron.everyHour()
                && cron.after(local(change.getDateTimeBefore()) - 1) < local(change.getDateTimeAfter());
    }

    private static long local(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }
}
