/** What the durable state of a source partition is: an ordered map of bytes, and its keys. */
@NullMarked
package dev.waybill.batch.store;

import org.jspecify.annotations.NullMarked;
