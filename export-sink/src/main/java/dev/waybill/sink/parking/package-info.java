/** Puts aside what holds back others. */
@NullMarked
package dev.waybill.sink.parking;

import org.jspecify.annotations.NullMarked;
