/** The commands of the console. */
@NullMarked
package dev.waybill.cli.console;

import org.jspecify.annotations.NullMarked;
