package dev.waybill.cli.frame;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as an option has it. */
public final class DurationText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("\"" + text
                    + "\" is no duration; write days as in P7D, hours, minutes or seconds as in PT12H, PT30M, PT25S");
        }
    }
}
