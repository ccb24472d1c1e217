package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import java.time.Instant;

/**
 * That nothing of some windows leaves any more: what is collected and not delivered yet is dropped, and so is what comes late.
 *
 * @param before windows that start before this instant
 * @param change who said so, when and why
 */
public record Discard(Instant before, Change change) {}
