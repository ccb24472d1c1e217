/** The command that shows what an export would deliver. */
@NullMarked
package dev.waybill.cli.preview;

import org.jspecify.annotations.NullMarked;
