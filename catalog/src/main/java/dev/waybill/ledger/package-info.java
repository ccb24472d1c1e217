/**
 * The ledger: what the application has read, delivered and left out, batch by batch, and up to when each source partition is
 * done; and what the sink says about its deliveries. Knows no Kafka, no clock, and no input or output.
 */
@NullMarked
package dev.waybill.ledger;

import org.jspecify.annotations.NullMarked;
