package dev.waybill.imports.line;

import dev.waybill.imports.line.time.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The time of the request. A leap second, {@code 23:59:60}, counts as the second before it, so it stays in its own
 * hour.
 */
public record TimeField(TimeText text) implements LineField {
    private static final Pattern LEAP_SECOND = Pattern.compile("(?<=\\d\\d:\\d\\d:)60(?!\\d)");

    @Override
    public String name() {
        return "time";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        if (raw.isNothing()) {
            return;
        }
        Instant time;
        String written = raw.text();
        try {
            time = text.parse(
                    written.contains(":60") ? LEAP_SECOND.matcher(written).replaceFirst("59") : written);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new BadLineException("the time is not like " + text.example());
        }
        if (time.getEpochSecond() <= 0) {
            throw new BadLineException("the time is before 1970");
        }
        draft.time(time);
    }

    @Override
    public boolean mayStart(String line, int at) {
        return text.mayStart(line, at);
    }

    @Override
    public boolean mayHoldBlanks() {
        return true;
    }
}
