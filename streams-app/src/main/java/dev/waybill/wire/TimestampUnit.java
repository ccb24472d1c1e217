package dev.waybill.wire;

import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** What an Avro {@code long} with a timestamp's logical type counts since the epoch. */
enum TimestampUnit {
    MILLIS,
    MICROS,
    NANOS;

    /** The unit a schema states; local timestamps are taken as UTC. Empty where it states none. */
    static Optional<TimestampUnit> of(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical == null) {
            return Optional.empty();
        }
        return switch (logical.getName()) {
            case "timestamp-millis", "local-timestamp-millis" -> Optional.of(MILLIS);
            case "timestamp-micros", "local-timestamp-micros" -> Optional.of(MICROS);
            case "timestamp-nanos", "local-timestamp-nanos" -> Optional.of(NANOS);
            default -> Optional.empty();
        };
    }

    /** {@code value} in microseconds, rounded down; the nearest {@code long} where it would overflow. */
    long toMicros(long value) {
        return switch (this) {
            case MILLIS -> {
                long micros = value * 1000;
                yield micros / 1000 == value ? micros : value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            case MICROS -> value;
            case NANOS -> Math.floorDiv(value, 1000L);
        };
    }
}
