package dev.waybill.registry.schema;

/**
 * A writer's schema whose values are JSON texts. What their JSON Schema says does not matter: they are read by our own
 * fields.
 */
public record JsonWriter() implements WriterSchema {
    @Override
    public <T> T in(WireForms<T> forms) {
        return forms.json();
    }
}
