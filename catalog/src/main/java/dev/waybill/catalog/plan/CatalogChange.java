package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import java.time.Instant;
import java.util.Map;

/** A change of the catalog that somebody wants to make, as a writer carries it out. */
public sealed interface CatalogChange permits ApplyChange, PauseChange, ForgetChange, RestoreChange {
    /** Who makes it. */
    String by();

    /**
     * The records that it was made from, with their offsets as they were then: where one is another now, somebody else has
     * changed the same. Empty for changes that hold whatever the catalog says.
     */
    Map<CatalogKey, Long> madeFrom();

    /**
     * What to write, or why not.
     *
     * @param catalog as it is now, without changes that are under way
     * @param a the broker's time of this change
     */
    Decision decide(CatalogSnapshot catalog, Instant a);
}
