/** The console as one process: an API and pages over what the rooms below it know and do. */
@NullMarked
package dev.waybill.control.console;

import org.jspecify.annotations.NullMarked;
