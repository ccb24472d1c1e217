/**
 * Waybill's own Kafka Connect sink. One record is one object; one connector serves any number of exports. Start reading
 * at {@link dev.waybill.sink.ExportSinkTask}, then {@code Dispatcher} (which records are delivered next) and {@code
 * Backlog} (what one export in one partition has not delivered yet).
 */
@NullMarked
package dev.waybill.sink;

import org.jspecify.annotations.NullMarked;
