/** Operations that change something: specs, pauses, retries. Each is audited. */
@NullMarked
package dev.waybill.control.console.change;

import org.jspecify.annotations.NullMarked;
