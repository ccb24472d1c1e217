/** Replays in a process that lives on: at most one at a time, what became of the last ones, and what they left out. */
@NullMarked
package dev.waybill.control.replay;

import org.jspecify.annotations.NullMarked;
