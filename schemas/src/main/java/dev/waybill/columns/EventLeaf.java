package dev.waybill.columns;

/**
 * A field of an event that holds a value, as opposed to a group of fields.
 *
 * @param path dotted, {@code location.city}
 * @param required whether every event has it
 * @param description what it means; empty if nobody says
 */
public record EventLeaf(String path, ColumnType type, boolean required, String description) {}
