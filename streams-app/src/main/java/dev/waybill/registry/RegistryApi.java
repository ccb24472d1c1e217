package dev.waybill.registry;

import java.util.Optional;

/** The two questions to a schema registry. Implementations are thread-safe and remember nothing. */
public interface RegistryApi {
    /**
     * What is registered under {@code id}; empty if the registry answers that there is nothing.
     *
     * @throws RegistryUnavailableException when there is no answer now
     */
    Optional<RegisteredText> schema(int id);

    /**
     * The version of a subject, also where it has been deleted since; empty if the registry answers that there is none.
     *
     * @throws RegistryUnavailableException when there is no answer now
     */
    Optional<RegisteredText> version(String subject, int version);
}
