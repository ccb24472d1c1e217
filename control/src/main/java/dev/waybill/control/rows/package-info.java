/**
 * What delivered objects hold: the number of their rows, the sum over the ids and times of their events, and what their rows
 * say, value by value. Reads bytes in
 * memory; knows the formats by their names and by what the files say of themselves, so no spec is needed.
 */
@NullMarked
package dev.waybill.control.rows;

import org.jspecify.annotations.NullMarked;
