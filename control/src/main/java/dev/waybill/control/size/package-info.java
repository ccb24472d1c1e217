/** What a platform needs for figures that it expects: arithmetic over constants that were measured. Pure. */
@NullMarked
package dev.waybill.control.size;

import org.jspecify.annotations.NullMarked;
