package dev.waybill.catalog.reign;

import java.time.Instant;

/**
 * A version rules from an instant on.
 *
 * @param version the config-version
 */
public record VersionReign(Instant from, String version, Change change, UnknownMembers unknown) implements Reign {
    public VersionReign(Instant from, String version, Change change) {
        this(from, version, change, UnknownMembers.NONE);
    }
}
