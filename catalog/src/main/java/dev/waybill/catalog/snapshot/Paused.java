package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.record.PauseRecord;
import dev.waybill.catalog.record.PauseScope;
import java.time.Instant;
import java.util.Optional;

/**
 * That something is paused. A pause whose record cannot be read holds all the same, for it may be there because of what
 * must not leave.
 *
 * @param appended the broker's time of the record
 * @param record empty if it cannot be read
 */
public record Paused(PauseScope scope, long offset, Instant appended, Optional<PauseRecord> record) {}
