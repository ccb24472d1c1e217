package dev.waybill.window;

import dev.waybill.spec.ScheduleSpec;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts event time into windows: every instant lies in exactly one. Remembers the window of the last question, so that
 * the common case costs two comparisons, and a few hundred before it, because evaluating a cron expression can take a
 * millisecond and events near an edge alternate. Confined to one thread.
 */
public final class Schedule {
    private static final long MICROS = 1_000_000;
    private static final int REMEMBERED = 512;

    private final Edges edges;
    /** Windows found so far by the second they start at. */
    private final TreeMap<Long, Window> known = new TreeMap<>();
    /** Edges of {@link #last} in microseconds; an empty range until the first question. */
    private long startMicros = Long.MAX_VALUE;

    private long endMicros = Long.MIN_VALUE;
    private Window last = new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

    private Schedule(Edges edges) {
        this.edges = edges;
    }

    /**
     * The schedule of an export.
     *
     * @throws IllegalArgumentException if {@code every} is neither {@code hourly} nor {@code daily} nor a cron expression
     *     that fires; the message says what to write
     */
    public static Schedule of(ScheduleSpec spec) {
        Edges edges = switch (spec.every()) {
            case "hourly" -> HourlyEdges.in(spec.zone());
            case "daily" -> new DailyEdges(spec.zone());
            default -> CronEdges.of(spec.every(), spec.zone());
        };
        return new Schedule(edges);
    }

    /**
     * The window that holds an instant.
     *
     * @param epochMicros microseconds since the epoch
     */
    public Window windowAt(long epochMicros) {
        if (epochMicros < startMicros || epochMicros >= endMicros) {
            find(Math.floorDiv(epochMicros, MICROS));
        }
        return last;
    }

    /** The first edge at or after an instant. */
    public Instant edgeAtOrAfter(Instant instant) {
        long second = instant.getEpochSecond();
        boolean onEdge = instant.getNano() == 0 && edges.atOrBefore(second) == second;
        return onEdge ? instant : Instant.ofEpochSecond(edges.after(second));
    }

    /** The last edge at or before an instant. */
    public Instant edgeAtOrBefore(Instant instant) {
        return Instant.ofEpochSecond(edges.atOrBefore(instant.getEpochSecond()));
    }

    private void find(long second) {
        Map.Entry<Long, Window> before = known.floorEntry(second);
        if (before != null && second < before.getValue().end().getEpochSecond()) {
            last = before.getValue();
        } else {
            last = new Window(
                    Instant.ofEpochSecond(edges.atOrBefore(second)), Instant.ofEpochSecond(edges.after(second)));
            if (known.size() == REMEMBERED) {
                known.clear();
            }
            known.put(last.start().getEpochSecond(), last);
        }
        startMicros = micros(last.start().getEpochSecond());
        endMicros = micros(last.end().getEpochSecond());
    }

    /** Saturates: the outermost windows reach over what fits into microseconds. */
    private static long micros(long second) {
        long micros = second * MICROS;
        if (second != micros / MICROS) {
            return second < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return micros;
    }
}
