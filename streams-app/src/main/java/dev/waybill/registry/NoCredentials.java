package dev.waybill.registry;

import java.util.Optional;

/** No credentials: for a registry that asks for nothing, or for a client certificate only. */
public record NoCredentials() implements RegistryCredentials {
    @Override
    public Optional<String> authorization() {
        return Optional.empty();
    }
}
