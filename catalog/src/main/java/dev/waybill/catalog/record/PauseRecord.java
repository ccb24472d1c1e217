package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.UnknownMembers;

/**
 * That something is paused.
 *
 * @param since who paused it, when and why
 */
public record PauseRecord(Change since, UnknownMembers unknown) {}
