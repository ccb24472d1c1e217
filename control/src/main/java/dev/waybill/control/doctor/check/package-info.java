/** What the doctor looks at: one file for each check. */
@NullMarked
package dev.waybill.control.doctor.check;

import org.jspecify.annotations.NullMarked;
