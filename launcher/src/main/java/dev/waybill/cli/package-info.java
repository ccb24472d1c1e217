/** The commands of {@code ./waybill}: arguments in, exit code and messages out. */
@NullMarked
package dev.waybill.cli;

import org.jspecify.annotations.NullMarked;
