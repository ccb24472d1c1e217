/**
 * Waybill's own Kafka Connect sink. One record is one object; one connector serves any number of exports. Start reading
 * at {@link dev.waybill.sink.ExportSinkTask}, then {@code Dispatcher} (which export may go on) and {@code Backlog} (one
 * export in one partition).
 */
@NullMarked
package dev.waybill.sink;

import org.jspecify.annotations.NullMarked;
