/** Who uses the console, and how it is known: tokens and sessions. Knows no HTTP. */
@NullMarked
package dev.waybill.control.console.access;

import org.jspecify.annotations.NullMarked;
