/** What has been delivered, so that copies are left out. */
@NullMarked
package dev.waybill.batch.ids;

import org.jspecify.annotations.NullMarked;
