/** Holds exports back, and lets them go on. */
@NullMarked
package dev.waybill.control.pause;

import org.jspecify.annotations.NullMarked;
