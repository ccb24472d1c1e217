/** The command that tries destinations out. */
@NullMarked
package dev.waybill.cli.doctor;

import org.jspecify.annotations.NullMarked;
