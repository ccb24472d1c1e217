package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.record.PauseRecord;
import dev.waybill.catalog.record.PauseScope;

/**
 * A pause that has ended, the last one of its scope: it holds nothing back, and stays to be read.
 *
 * @param record in which somebody has ended it
 */
public record PauseEnd(PauseScope scope, long offset, PauseRecord record) {}
