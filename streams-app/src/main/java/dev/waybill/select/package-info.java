/** Which of a tenant's events an export takes. Imports the JDK, {@link dev.waybill.event} and {@link dev.waybill.spec}. */
@NullMarked
package dev.waybill.select;

import org.jspecify.annotations.NullMarked;
