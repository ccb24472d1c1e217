package dev.waybill.registry;

import java.util.Map;

/** Makes another client of the registry than {@link RegistryHttp}; found on the class path by {@link SchemaLookups}. */
public interface RegistryApiFactory {
    /** A client with these settings, whose keys are those of Confluent's client. */
    RegistryApi create(Map<String, String> settings);
}
