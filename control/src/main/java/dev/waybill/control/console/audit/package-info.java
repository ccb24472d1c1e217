/** Says what was changed through the console, in events of the audit input: tenants that export it get them like all others. */
@NullMarked
package dev.waybill.control.console.audit;

import org.jspecify.annotations.NullMarked;
