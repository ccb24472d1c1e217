package dev.waybill.imports.line;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * A whole number of the event.
 *
 * @param path of the event's field
 * @param factor what the logged number is multiplied by, to get the unit of the event's field; the result is rounded down
 */
public record NumberField(String name, String path, BigDecimal factor) implements LineField {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

    /** A number in the unit of the event's field. */
    public static NumberField of(String name, String path) {
        return new NumberField(name, path, BigDecimal.ONE);
    }

    /** Seconds, with decimals or not, for a field of milliseconds. */
    public static NumberField seconds(String name, String path) {
        return new NumberField(name, path, new BigDecimal(1_000));
    }

    /** Microseconds, for a field of milliseconds. */
    public static NumberField micros(String name, String path) {
        return new NumberField(name, path, new BigDecimal("0.001"));
    }

    /** Nanoseconds, for a field of milliseconds. */
    public static NumberField nanos(String name, String path) {
        return new NumberField(name, path, new BigDecimal("0.000001"));
    }

    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        if (raw.isNothing()) {
            return;
        }
        if (WHOLE.matcher(raw.logged()).matches() && factor.equals(BigDecimal.ONE)) {
            draft.number(path, Long.parseLong(raw.logged()));
        } else if (DECIMAL.matcher(raw.logged()).matches() && !factor.equals(BigDecimal.ONE)) {
            BigDecimal value = new BigDecimal(raw.logged()).multiply(factor);
            draft.number(path, value.setScale(0, RoundingMode.DOWN).longValueExact());
        } else {
            throw new BadLineException("the " + name + " is not a number");
        }
    }
}
