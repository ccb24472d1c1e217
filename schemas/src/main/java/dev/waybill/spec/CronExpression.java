package dev.waybill.spec;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cron expression on a clock without time zones. Five fields are Unix cron (minute, hour, day of month, month, day of
 * week), six have the second in front. All times are seconds of that clock since 1970-01-01T00:00.
 *
 * <p>The calendar repeats every 400 years, weekdays included, and the expression has no year: so it is evaluated in the
 * 400 years from 2000 on and the result is shifted back, which gives every instant a correct answer.
 */
public final class CronExpression {
    private static final long CYCLE = 146_097L * 86_400;
    private static final long FROM = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;
    /** No two fire times are nearer. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Long lists take a noticeable time to read. */
    private static final int MAX_LENGTH = 120;
    /** Every date of the year falls on every day of the week, the 29th of February too. */
    private static final long HORIZON = FROM + (28 * 365 + 7) * DAY;

    /** With thousands of exports a few schedules are read thousands of times. */
    private static final int MOST_KNOWN = 500;

    private static final Map<String, CronExpression> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CronExpression> eldest) {
                    return size() > MOST_KNOWN;
                }
            });

    private final ExecutionTime times;
    private final boolean everyHour;
    /** Answers of {@link #intervalBelow}, which may look at every fire time of a day; for the few limits that there are. */
    private final Map<Duration, Optional<Duration>> intervals = new ConcurrentHashMap<>();

    private CronExpression(ExecutionTime times, boolean everyHour) {
        this.times = times;
        this.everyHour = everyHour;
    }

    /**
     * Reads an expression. Those that were read last are known.
     *
     * @throws IllegalArgumentException if it is not a cron expression of five or six fields, or never fires
     */
    public static CronExpression parse(String text) {
        CronExpression known = KNOWN.get(text);
        if (known == null) {
            known = read(text);
            KNOWN.put(text, known);
        }
        return known;
    }

    private static CronExpression read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "is too long for a cron expression; write steps and ranges such as */5, at most 120 characters");
        }
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5 && fields.length != 6) {
            throw new IllegalArgumentException("is not a schedule; write hourly, daily, or a cron expression"
                    + " of 5 fields (minute hour day month weekday) or 6 fields (second in front)");
        }
        CronType kind = fields.length == 5 ? CronType.UNIX : CronType.SPRING53;
        ExecutionTime times;
        try {
            Cron cron =
                    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(kind)).parse(String.join(" ", fields));
            times = ExecutionTime.forCron(cron.validate());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a cron expression; " + e.getMessage(), e);
        }
        CronExpression expression = new CronExpression(times, fields[fields.length - 4].startsWith("*"));
        if (times.nextExecution(at(FROM)).isEmpty()) {
            throw new IllegalArgumentException("never fires; there is no such date");
        }
        return expression;
    }

    /** Whether the hour field takes hours as they come ({@code *} or a step) instead of naming them. */
    public boolean everyHour() {
        return everyHour;
    }

    /** The latest fire time at or before {@code second}. */
    public long atOrBefore(long second) {
        long shift = shiftOf(second);
        return fire(times.lastExecution(at(second - shift + 1)), second) + shift;
    }

    /** The earliest fire time after {@code second}. */
    public long after(long second) {
        long shift = shiftOf(second);
        return fire(times.nextExecution(at(second - shift)), second) + shift;
    }

    /**
     * A distance between two consecutive fire times that is shorter than {@code minimum}; empty if there is none. The days
     * that fire do so at the same times, so one of them is looked at, and the dates of the 28 years from 2000 on.
     */
    public Optional<Duration> intervalBelow(Duration minimum) {
        return minimum.compareTo(SHORTEST) <= 0
                ? Optional.empty()
                : intervals.computeIfAbsent(minimum, this::findIntervalBelow);
    }

    private Optional<Duration> findIntervalBelow(Duration minimum) {
        long first = after(FROM - 1);
        long midnight = first - Math.floorMod(first, DAY);
        long last = first;
        for (long next = after(last); next < midnight + DAY; next = after(last)) {
            if (next - last < minimum.toSeconds()) {
                return Optional.of(Duration.ofSeconds(next - last));
            }
            last = next;
        }
        if (DAY - (last - first) >= minimum.toSeconds()) {
            // Even with fire times on the next day.
            return Optional.empty();
        }
        long overnight = shortestGapOfDays(midnight) * DAY - (last - first);
        return overnight < minimum.toSeconds() ? Optional.of(Duration.ofSeconds(overnight)) : Optional.empty();
    }

    private long shortestGapOfDays(long midnight) {
        long shortest = Long.MAX_VALUE / DAY;
        long day = midnight;
        while (shortest > 1 && day < HORIZON) {
            long next = after(day + DAY - 1);
            next -= Math.floorMod(next, DAY);
            shortest = Math.min(shortest, (next - day) / DAY);
            day = next;
        }
        return shortest;
    }

    private static long shiftOf(long second) {
        return Math.floorDiv(second - FROM, CYCLE) * CYCLE;
    }

    private static ZonedDateTime at(long second) {
        return Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
    }

    private static long fire(Optional<ZonedDateTime> time, long second) {
        return time.orElseThrow(() -> new IllegalStateException("no cron fire time around second " + second))
                .toEpochSecond();
    }
}
