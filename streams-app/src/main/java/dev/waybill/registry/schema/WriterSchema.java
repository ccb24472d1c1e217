package dev.waybill.registry.schema;

/** What an id in front of a value stands for: how the value was written, or why it cannot be read. */
public sealed interface WriterSchema permits AvroWriter, JsonWriter, ProtobufWriter, NoWriter {
    /** What {@code forms} makes of this kind of schema. */
    <T> T in(WireForms<T> forms);
}
