/** Copies records that would hold back others to topics of their own. */
@NullMarked
package dev.waybill.sink.parking;

import org.jspecify.annotations.NullMarked;
