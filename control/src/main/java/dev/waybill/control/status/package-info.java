/** What is with the exports: what rules them, what is written, delivered and held back, and what needs somebody. */
@NullMarked
package dev.waybill.control.status;

import org.jspecify.annotations.NullMarked;
