package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.export.ExportVersion;

/**
 * A batch has had its first event; or an event more after it was said how it has ended.
 *
 * @param version that its events are processed under
 * @param dueMillis the clock at which it closes
 */
public record BatchOpening(BatchKey key, ExportVersion version, long dueMillis) {}
