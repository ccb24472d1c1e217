package dev.waybill.wire.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What a number that is a time counts since 1970-01-01T00:00:00Z. */
public enum TimestampUnit {
    SECONDS(1_000_000),
    MILLISECONDS(1_000),
    MICROSECONDS(1),
    /** Of which a microsecond has a thousand. */
    NANOSECONDS(0);

    /** No {@code long} has more. */
    private static final int MAX_DIGITS = 19;
    /** Where Kafka Connect and Debezium state the unit; Avro does not know them. */
    private static final String CONNECT_NAME = "connect.name";

    private final long micros;

    TimestampUnit(long micros) {
        this.micros = micros;
    }

    /** The unit that a writer's or reader's schema states; local timestamps are taken as UTC. Empty where it states none. */
    public static Optional<TimestampUnit> of(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical == null) {
            return schema.getType() == Schema.Type.LONG ? ofConnect(schema.getProp(CONNECT_NAME)) : Optional.empty();
        }
        return switch (logical.getName()) {
            case "timestamp-millis", "local-timestamp-millis" -> Optional.of(MILLISECONDS);
            case "timestamp-micros", "local-timestamp-micros" -> Optional.of(MICROSECONDS);
            case "timestamp-nanos", "local-timestamp-nanos" -> Optional.of(NANOSECONDS);
            default -> Optional.empty();
        };
    }

    private static Optional<TimestampUnit> ofConnect(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        return switch (name) {
            case "org.apache.kafka.connect.data.Timestamp", "io.debezium.time.Timestamp" -> Optional.of(MILLISECONDS);
            case "io.debezium.time.MicroTimestamp" -> Optional.of(MICROSECONDS);
            case "io.debezium.time.NanoTimestamp" -> Optional.of(NANOSECONDS);
            default -> Optional.empty();
        };
    }

    /** {@code value} in microseconds, rounded down; the nearest {@code long} where it would overflow. */
    public long toMicros(long value) {
        if (this == NANOSECONDS) {
            return Math.floorDiv(value, 1000L);
        }
        long product = value * micros;
        return product / micros == value ? product : value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The same for a number with a fraction. */
    public long toMicros(BigDecimal value) {
        long wholeDigits = (long) value.precision() - value.scale();
        if (wholeDigits > MAX_DIGITS) {
            return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        if (wholeDigits < -MAX_DIGITS) {
            return value.signum() < 0 ? -1 : 0;
        }
        BigDecimal product = this == NANOSECONDS ? value.movePointLeft(3) : value.multiply(BigDecimal.valueOf(micros));
        return product.setScale(0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .max(BigDecimal.valueOf(Long.MIN_VALUE))
                .longValueExact();
    }
}
