/** Where writer schemas come from: the lookup by schema id, over HTTP, in memory, and with patience. */
@NullMarked
package dev.waybill.registry;

import org.jspecify.annotations.NullMarked;
