/** Operations that try something out: a tenant's account, and what exports would deliver. */
@NullMarked
package dev.waybill.control.console.check;

import org.jspecify.annotations.NullMarked;
