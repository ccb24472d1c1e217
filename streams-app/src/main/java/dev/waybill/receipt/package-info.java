/**
 * From the ledger to receipts: when a window is complete, and what its receipt says. Pure: imports the JDK, {@code schemas},
 * the catalog's ledger, reigns, records and snapshots, {@code verify.receipt}, and the store's interface; no Kafka, no clock,
 * no input or output.
 */
@NullMarked
package dev.waybill.receipt;

import org.jspecify.annotations.NullMarked;
