package dev.waybill.event;

import dev.waybill.contract.FieldMeaning;

/**
 * A leaf field of an {@link EventType}.
 *
 * @param index its place in the event type's list
 * @param path dotted, {@code location.city}
 * @param type how its values are held
 * @param meaning for selection and redaction
 */
public record Field(int index, String path, FieldType type, FieldMeaning meaning) {}
