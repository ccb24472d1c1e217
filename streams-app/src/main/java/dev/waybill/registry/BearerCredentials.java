package dev.waybill.registry;

import java.util.Optional;

/**
 * A fixed bearer token (RFC 6750).
 *
 * @param token secret
 */
public record BearerCredentials(String token) implements RegistryCredentials {
    public BearerCredentials {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the registry's bearer token must not be blank");
        }
    }

    @Override
    public Optional<String> authorization() {
        return Optional.of("Bearer " + token);
    }

    @Override
    public String toString() {
        return "BearerCredentials[token=hidden]";
    }
}
