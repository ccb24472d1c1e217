package dev.waybill.catalog.topic;

import java.time.Instant;

/**
 * The change is in the catalog.
 *
 * @param at A, the broker's time of the change
 * @param records how many records were written
 */
public record Written(Instant at, int records) implements Outcome {}
