/** JSON text that is the same, byte for byte, for the same content. */
@NullMarked
package dev.waybill.json;

import org.jspecify.annotations.NullMarked;
