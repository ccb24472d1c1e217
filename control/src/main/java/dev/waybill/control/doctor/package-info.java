/** Tries a destination out before logs depend on it, and says what to change. */
@NullMarked
package dev.waybill.control.doctor;

import org.jspecify.annotations.NullMarked;
