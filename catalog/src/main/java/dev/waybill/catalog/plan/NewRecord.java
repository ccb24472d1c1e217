package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.CatalogKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A record to be written.
 *
 * @param value empty for a tombstone
 * @param notBefore nothing that it changes takes effect before it; empty for what takes effect at once
 */
public record NewRecord(CatalogKey key, Optional<byte[]> value, Optional<Instant> notBefore) {}
