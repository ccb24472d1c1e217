package dev.waybill.registry.schema;

import dev.waybill.event.DropReason;

/**
 * Stands for a schema whose values cannot be read.
 *
 * @param reason why
 */
public record NoWriter(DropReason reason) implements WriterSchema {
    /** The registry has no schema under the id. */
    public static final NoWriter UNKNOWN = new NoWriter(DropReason.UNKNOWN_SCHEMA_ID);

    @Override
    public <T> T in(WireForms<T> forms) {
        return forms.none(reason);
    }
}
