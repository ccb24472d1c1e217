package dev.waybill.catalog.snapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * A record of the catalog as it stands in the topic.
 *
 * @param appended the broker's time at which it was appended
 * @param key as it stands there
 * @param value empty for a tombstone
 * @param notBefore as the writer stated it beside the value: nothing that the value changes takes effect before it
 * @param change the id of the change that wrote it; empty if it states none
 */
public record LogRecord(
        long offset,
        Instant appended,
        String key,
        Optional<byte[]> value,
        Optional<Instant> notBefore,
        String change) {}
