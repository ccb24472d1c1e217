package dev.waybill.registry;

import java.util.Map;

/** Makes another kind of lookup than {@link HttpSchemaLookup}; found on the class path by {@link SchemaLookups}. */
public interface SchemaLookupFactory {
    /** A lookup with these settings, whose keys are those of Confluent's client. */
    SchemaLookup create(Map<String, String> settings);
}
