package dev.waybill.imports;

/**
 * How an import ended.
 *
 * @param published events that this import published
 * @param publishedBefore events that an earlier import of the same content had published
 * @param brokerStamps whether the broker stamps records itself, so that all of them arrive now
 */
public record ImportOutcome(long published, long publishedBefore, boolean brokerStamps) {}
