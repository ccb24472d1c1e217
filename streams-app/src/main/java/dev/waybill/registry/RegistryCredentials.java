package dev.waybill.registry;

import java.util.Optional;

/** How requests to the registry are authorised. Never prints its secret. */
public sealed interface RegistryCredentials permits NoCredentials, BasicCredentials, BearerCredentials {
    /** The value of the {@code Authorization} header. */
    Optional<String> authorization();
}
