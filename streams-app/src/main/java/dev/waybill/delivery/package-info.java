/**
 * The path of an event, from the record's value to the emitted part: {@link dev.waybill.delivery.EventPath}. Knows neither
 * Kafka nor configuration; everything leaves through {@link dev.waybill.delivery.Outbox}.
 */
@NullMarked
package dev.waybill.delivery;

import org.jspecify.annotations.NullMarked;
