/** When receipts are issued, and how they become records. What they say is decided in {@link dev.waybill.receipt}. */
@NullMarked
package dev.waybill.kafka.receipt;

import org.jspecify.annotations.NullMarked;
