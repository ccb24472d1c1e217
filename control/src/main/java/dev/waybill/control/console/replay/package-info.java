/** Replays, for operators: begin one, see how far it is, stop it, go on with it, forget it. */
@NullMarked
package dev.waybill.control.console.replay;

import org.jspecify.annotations.NullMarked;
