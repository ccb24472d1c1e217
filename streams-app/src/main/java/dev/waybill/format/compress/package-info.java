/** Compressors whose bytes are the same everywhere, and which know how large their output will be. */
@NullMarked
package dev.waybill.format.compress;

import org.jspecify.annotations.NullMarked;
