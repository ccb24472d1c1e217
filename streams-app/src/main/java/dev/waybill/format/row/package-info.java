/** What rows are written into and made by, and what makes a part of them; the ground the other rooms stand on. */
@NullMarked
package dev.waybill.format.row;

import org.jspecify.annotations.NullMarked;
