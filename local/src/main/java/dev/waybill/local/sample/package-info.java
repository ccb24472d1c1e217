/** Sample events for the quick start: believable, and the same for the same seed, hour and tenants. */
@NullMarked
package dev.waybill.local.sample;

import org.jspecify.annotations.NullMarked;
