/** Says on a topic of its own what became of parts, without ever being in their way. */
@NullMarked
package dev.waybill.sink.deliveries;

import org.jspecify.annotations.NullMarked;
