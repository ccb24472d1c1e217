/**
 * The doctor on a schedule: which export it looks at next, and what it found of each last. Knows no HTTP; what looks is given from
 * outside.
 */
@NullMarked
package dev.waybill.control.console.checkup;

import org.jspecify.annotations.NullMarked;
