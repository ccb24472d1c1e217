package dev.waybill.catalog.plan;

import java.util.Optional;

/**
 * A key that two specs, or two settings, have different values for.
 *
 * @param key dotted, {@code format.kind}
 * @param before text as it is, anything else as JSON; empty if the key was not there
 * @param after the same; empty if the key is gone
 */
public record KeyChange(String key, Optional<String> before, Optional<String> after) {}
