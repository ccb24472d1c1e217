package dev.waybill.registry;

import java.util.List;

/**
 * A schema as the registry holds it.
 *
 * @param type {@code AVRO}, {@code JSON}, {@code PROTOBUF}, or what else a registry may know
 * @param text of the schema
 * @param references to other subjects whose types it uses
 */
public record RegisteredText(String type, String text, List<Reference> references) {
    /** What a schema is where the registry does not say so. */
    public static final String AVRO = "AVRO";

    static final String JSON = "JSON";
    static final String PROTOBUF = "PROTOBUF";

    public RegisteredText {
        references = List.copyOf(references);
    }

    /** The version of a subject. */
    public record Reference(String subject, int version) {}
}
