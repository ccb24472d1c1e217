package dev.waybill.catalog.topic;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.snapshot.Knowledge;
import java.util.Set;

/** Is told when the catalog has changed. Called on the reader's thread: it must be quick, and must not throw. */
public interface CatalogListener {
    /**
     * Something has changed.
     *
     * @param now what is known now
     * @param changed the keys whose records changed; of the first snapshot all
     */
    void changed(Knowledge now, Set<CatalogKey> changed);
}
