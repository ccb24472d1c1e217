/** How times are written; all in UTC. */
@NullMarked
package dev.waybill.format.time;

import org.jspecify.annotations.NullMarked;
