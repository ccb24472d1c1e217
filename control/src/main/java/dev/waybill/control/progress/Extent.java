package dev.waybill.control.progress;

/**
 * What a partition holds.
 *
 * @param begin the first offset that is still there
 * @param end the offset before which everything is committed
 */
public record Extent(long begin, long end) {}
