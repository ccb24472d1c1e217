/**
 * The check itself: receipts against each other, against the keys and against what a place holds. Imports the JDK and the
 * rooms beside it; all input goes through {@link dev.waybill.verify.place.Place}, but for the file of what was found right.
 */
@NullMarked
package dev.waybill.verify.check;

import org.jspecify.annotations.NullMarked;
