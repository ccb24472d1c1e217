package dev.waybill.verify.check;

/**
 * How rows are read and compared.
 *
 * @param reader of objects; many threads use it
 * @param check what they are compared with; one thread uses it
 */
record RowScan(RowReader reader, RowCheck check) {}
