package dev.waybill.connector;

import java.util.Optional;

/** Finds the external id the platform made for a tenant. */
@FunctionalInterface
public interface ExternalIdLookup {
    /** The tenant's external id; empty if none was made yet. */
    Optional<String> of(String tenant);
}
