package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.IsoTimestamp;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.TimestampUnit;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Makes the steps that read times. What a number counts must be known from the writer's schema, or by the settings: a
 * guess would put events into windows of another decade.
 */
final class AvroTimes {
    private final TimeRules times;

    AvroTimes(TimeRules times) {
        this.times = times;
    }

    AvroStep read(Schema writer, Field field) {
        Optional<TimestampUnit> unit = unit(writer);
        return switch (writer.getType()) {
            case INT, LONG -> unit.map(known -> integer(known, field)).orElseGet(AvroStep::incompatible);
            case DOUBLE -> unit.map(known -> fraction(known, field)).orElseGet(AvroStep::incompatible);
            case STRING -> text(field);
            default -> AvroStep.incompatible();
        };
    }

    private Optional<TimestampUnit> unit(Schema writer) {
        Optional<TimestampUnit> stated = TimestampUnit.of(writer);
        // A date and a time of day are whole numbers, too, and say what they count: no point in time.
        return stated.isPresent() || writer.getLogicalType() != null ? stated : times.epochUnit();
    }

    private static AvroStep integer(TimestampUnit unit, Field field) {
        return unit == TimestampUnit.MICROSECONDS
                ? new AvroLong(field)
                : (in, into) -> into.setNumber(field, unit.toMicros(in.readLong()));
    }

    private static AvroStep fraction(TimestampUnit unit, Field field) {
        return (in, into) -> {
            double value = in.readDouble();
            if (!Double.isFinite(value)) {
                throw RefusedException.MALFORMED_AVRO;
            }
            into.setNumber(field, unit.toMicros(BigDecimal.valueOf(value)));
        };
    }

    private static AvroStep text(Field field) {
        return (in, into) -> {
            int length = in.readLength();
            int at = in.position();
            in.skip(length);
            if (length > 0) {
                setText(field, in, at, length, into);
            }
        };
    }

    private static void setText(Field field, AvroInput in, int at, int length, Event into) throws RefusedException {
        long micros = IsoTimestamp.parse(in.bytes(), at, length);
        if (micros == IsoTimestamp.INVALID) {
            throw RefusedException.MALFORMED_AVRO;
        }
        into.setNumber(field, micros);
    }
}
