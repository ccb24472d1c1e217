package dev.waybill.catalog.topic;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import java.util.Set;

/**
 * Somebody else has changed the same since the change was planned; nothing was written.
 *
 * @param keys what was changed
 * @param now the catalog to plan from again
 */
public record Overtaken(Set<CatalogKey> keys, CatalogSnapshot now) implements Outcome {
    public Overtaken {
        keys = Set.copyOf(keys);
    }
}
