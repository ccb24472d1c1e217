package dev.waybill.select;

/**
 * A condition and what of the spec asks for it.
 *
 * @param key path below the export, {@code select.status}; {@link EventFilter#OWN_OBJECTS} where no key asks
 */
record NamedCondition(String key, Condition condition) {}
