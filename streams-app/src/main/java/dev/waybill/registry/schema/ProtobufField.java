package dev.waybill.registry.schema;

import com.google.protobuf.WireFormat.FieldType;
import java.util.Map;

/**
 * A field of a message.
 *
 * @param number that stands for it on the wire
 * @param repeated whether it may come any number of times, as the entries of a map do
 * @param type how its values are written
 * @param symbols of an enum by their numbers; empty for other types
 * @param message full name of a message, which {@link ProtobufFile} need not have; empty for other types
 */
public record ProtobufField(
        String name, int number, boolean repeated, FieldType type, Map<Integer, String> symbols, String message) {
    public ProtobufField {
        symbols = Map.copyOf(symbols);
    }

    /** A field that is neither an enum nor a message. */
    public ProtobufField(String name, int number, boolean repeated, FieldType type) {
        this(name, number, repeated, type, Map.of(), "");
    }
}
