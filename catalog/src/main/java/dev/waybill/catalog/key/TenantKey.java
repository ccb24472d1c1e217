package dev.waybill.catalog.key;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key of a tenant, after all that uses it.
 *
 * @param name what people call it by: its epoch, else its fingerprint, else the reference to it
 * @param uses those that call it so, by export and time; at least one
 * @param others those that use the same key under another name, whoever's they are
 */
public record TenantKey(String tenant, String name, List<KeyUse> uses, List<KeyUse> others) {
    public TenantKey {
        if (uses.isEmpty()) {
            throw new IllegalArgumentException("nothing uses key " + name + " of tenant " + tenant);
        }
        uses = List.copyOf(uses);
        others = List.copyOf(others);
    }

    /** The uses that may need the key at this time or later; none if it may be destroyed. */
    public List<KeyUse> neededBy(Instant now) {
        return Stream.concat(uses.stream(), others.stream())
                .filter(use -> use.isNeeded(now))
                .toList();
    }
}
