package dev.waybill.window;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A cron expression on a clock without time zones. Five fields are Unix cron (minute, hour, day of month, month, day of
 * week), six have the second in front. All times are seconds of that clock since 1970-01-01T00:00.
 *
 * <p>The calendar repeats every 400 years, weekdays included, and the expression has no year: so it is evaluated in the
 * 400 years from 2000 on and the result is shifted back, which gives every instant a correct answer.
 */
final class CronExpression {
    private static final long CYCLE = 146_097L * 86_400;
    private static final long FROM = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private final ExecutionTime times;
    private final boolean everyHour;

    private CronExpression(ExecutionTime times, boolean everyHour) {
        this.times = times;
        this.everyHour = everyHour;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is not a cron expression of five or six fields, or never fires
     */
    static CronExpression parse(String text) {
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
    boolean everyHour() {
        return everyHour;
    }

    long atOrBefore(long second) {
        long shift = shiftOf(second);
        return fire(times.lastExecution(at(second - shift + 1)), second) + shift;
    }

    long after(long second) {
        long shift = shiftOf(second);
        return fire(times.nextExecution(at(second - shift)), second) + shift;
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
