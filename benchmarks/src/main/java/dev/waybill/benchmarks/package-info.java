/** Figures: JMH for single steps, and {@link dev.waybill.benchmarks.EndToEnd} for whole processes beside a floor. */
@NullMarked
package dev.waybill.benchmarks;

import org.jspecify.annotations.NullMarked;
