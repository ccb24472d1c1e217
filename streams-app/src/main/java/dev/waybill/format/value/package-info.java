/** What a column takes from an event: a field, a number, an address, something computed. One file each. */
@NullMarked
package dev.waybill.format.value;

import org.jspecify.annotations.NullMarked;
