/** Which build of Waybill this is. */
@NullMarked
package dev.waybill.build;

import org.jspecify.annotations.NullMarked;
