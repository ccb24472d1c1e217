package dev.waybill.app.replay;

import java.time.Instant;

/**
 * A replay that has begun and has not come to its end; it may be running.
 *
 * @param at when it was asked for first
 */
public record UnfinishedReplay(ReplayId id, ReplayRequest request, Instant at) {}
