package dev.waybill.registry.schema;

import org.apache.avro.Schema;

/**
 * A writer's schema whose values are in Avro's binary encoding.
 *
 * @param schema with everything that reading needs; names and defaults may be such that Avro would not accept them in a
 *     new schema
 */
public record AvroWriter(Schema schema) implements WriterSchema {
    @Override
    public <T> T in(WireForms<T> forms) {
        return forms.avro(schema);
    }
}
