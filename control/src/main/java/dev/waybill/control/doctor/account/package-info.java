/** A tenant's account as the platform reaches it: what can be asked of it, and what it answers. */
@NullMarked
package dev.waybill.control.doctor.account;

import org.jspecify.annotations.NullMarked;
