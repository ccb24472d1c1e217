/**
 * What operators do with the exports: render the documents that others apply, and see to the topics. The commands that
 * do it stand here; {@link dev.waybill.control.Rendering} and the other rooms do the work.
 */
@NullMarked
package dev.waybill.control;

import org.jspecify.annotations.NullMarked;
