package dev.waybill.registry.schema;

/**
 * A writer's schema whose values are Protobuf messages.
 *
 * @param file whose messages they are
 */
public record ProtobufWriter(ProtobufFile file) implements WriterSchema {
    @Override
    public <T> T in(WireForms<T> forms) {
        return forms.protobuf(file);
    }
}
