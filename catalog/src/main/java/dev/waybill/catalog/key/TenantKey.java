package dev.waybill.catalog.key;

import dev.waybill.catalog.record.UnreadableSpec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key of a tenant, after all that uses it.
 *
 * @param name what people call it by: its epoch, else its fingerprint, else the reference to it
 * @param uses those that call it so, by export and time; at least one
 * @param others those that use the same key under another name, whoever's they are
 * @param unreadable versions of the tenant that this program cannot read: they may need it, for nobody knows how long
 */
public record TenantKey(
        String tenant, String name, List<KeyUse> uses, List<KeyUse> others, List<UnreadableSpec> unreadable) {
    public TenantKey {
        if (uses.isEmpty()) {
            throw new IllegalArgumentException("nothing uses key " + name + " of tenant " + tenant);
        }
        uses = List.copyOf(uses);
        others = List.copyOf(others);
        unreadable = List.copyOf(unreadable);
    }

    /** Whether surely no window needs it at this time or later. */
    public boolean mayBeDestroyed(Instant now) {
        return unreadable.isEmpty() && neededBy(now).isEmpty();
    }

    /** The uses that may need the key at this time or later. */
    public List<KeyUse> neededBy(Instant now) {
        return Stream.concat(uses.stream(), others.stream())
                .filter(use -> use.isNeeded(now))
                .toList();
    }
}
