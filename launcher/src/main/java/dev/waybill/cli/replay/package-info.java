/** The command that delivers a past range again. */
@NullMarked
package dev.waybill.cli.replay;

import org.jspecify.annotations.NullMarked;
