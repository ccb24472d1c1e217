/** Counts and states for Prometheus. Every name and its equation is in {@code docs/reference/metrics.md}. */
@NullMarked
package dev.waybill.metrics;

import org.jspecify.annotations.NullMarked;
