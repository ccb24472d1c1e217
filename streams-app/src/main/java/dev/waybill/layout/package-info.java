/**
 * Names of objects below the destination's prefix: one file per layout. A name is made of the export's spec, its window
 * and the part's number and hash, never of anything an event says.
 */
@NullMarked
package dev.waybill.layout;

import org.jspecify.annotations.NullMarked;
