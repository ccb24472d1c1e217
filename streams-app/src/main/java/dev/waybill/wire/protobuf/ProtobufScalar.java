package dev.waybill.wire.protobuf;

import dev.waybill.registry.schema.ProtobufField;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes single values of Protobuf as they stand in JSON. */
final class ProtobufScalar {
    private ProtobufScalar() {}

    /** The number or truth value that follows; what JSON has no number for is null. */
    static String text(ProtobufField writer, ProtobufInput in) throws IOException, RefusedException {
        return switch (writer.type()) {
            case BOOL -> Boolean.toString(in.coded().readBool());
            case DOUBLE -> {
                double value = in.coded().readDouble();
                yield Double.isFinite(value) ? Double.toString(value) : "null";
            }
            case FLOAT -> {
                float value = in.coded().readFloat();
                yield Float.isFinite(value) ? Float.toString(value) : "null";
            }
            default ->
                Long.toString(ProtobufNumber.of(writer.type())
                        .orElseThrow(() -> RefusedException.INCOMPATIBLE_SCHEMA)
                        .read(in.coded()));
        };
    }

    /** What it means that no number or truth value stands where one must be. */
    static String zero(ProtobufField writer) {
        return switch (writer.type()) {
            case BOOL -> "false";
            case DOUBLE, FLOAT -> "0.0";
            default -> "0";
        };
    }

    /** The word of an enum for a number; the number itself where it has none. */
    static byte[] symbol(ProtobufField writer, int number) {
        return writer.symbols().getOrDefault(number, Integer.toString(number)).getBytes(StandardCharsets.UTF_8);
    }
}
