/**
 * Which of a tenant's events an export takes. Imports the JDK, {@link dev.waybill.event}, {@link dev.waybill.spec}
 * and CEL.
 */
@NullMarked
package dev.waybill.select;

import org.jspecify.annotations.NullMarked;
