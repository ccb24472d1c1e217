/** The worker's metrics in Prometheus's text format, for all tasks together. Names and meanings are in {@code docs/reference/export-sink.md}. */
@NullMarked
package dev.waybill.sink.metrics;

import org.jspecify.annotations.NullMarked;
