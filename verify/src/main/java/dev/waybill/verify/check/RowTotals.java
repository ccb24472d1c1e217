package dev.waybill.verify.check;

/**
 * What was checked inside of objects.
 *
 * @param rows that were counted
 * @param sums of a window in a receipt that were computed anew and are right
 * @param unsummed sums that could not be computed
 */
public record RowTotals(long rows, long sums, long unsummed) {}
