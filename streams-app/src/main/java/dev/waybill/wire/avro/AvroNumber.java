package dev.waybill.wire.avro;

import dev.waybill.wire.rule.RefusedException;
import org.apache.avro.Schema;

/** Reads a number of one of Avro's four types as a double. */
@FunctionalInterface
interface AvroNumber {
    double read(AvroInput in) throws RefusedException;

    static AvroNumber of(Schema.Type writer) {
        return switch (writer) {
            case INT, LONG -> AvroInput::readLong;
            case FLOAT -> AvroInput::readFloat;
            case DOUBLE -> AvroInput::readDouble;
            default -> throw new IllegalArgumentException(writer + " is not a number");
        };
    }
}
