package dev.waybill.event;

/**
 * A leaf field of an {@link EventType}.
 *
 * @param index its place in the event type's list
 * @param path dotted, {@code location.city}
 * @param type how its values are held
 */
public record Field(int index, String path, FieldType type) {}
