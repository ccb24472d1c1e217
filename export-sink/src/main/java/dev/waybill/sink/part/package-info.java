/** A finished object as its record describes it, and what must never be written. */
@NullMarked
package dev.waybill.sink.part;

import org.jspecify.annotations.NullMarked;
