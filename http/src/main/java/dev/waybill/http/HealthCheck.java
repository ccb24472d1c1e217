package dev.waybill.http;

import java.util.Optional;

/** One thing that must hold; asked anew for each request, so the answer must be at hand. Thread-safe. */
@FunctionalInterface
public interface HealthCheck {
    /** Why it does not hold now, for an operator; empty where it does. */
    Optional<String> problem();
}
