/** How far the delivery topics are written and delivered, as far as a cluster tells. */
@NullMarked
package dev.waybill.control.progress;

import org.jspecify.annotations.NullMarked;
