/** The command that checks what was delivered, and its reports. */
@NullMarked
package dev.waybill.cli.verify;

import org.jspecify.annotations.NullMarked;
