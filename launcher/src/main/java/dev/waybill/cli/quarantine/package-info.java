/** The commands that show what is in quarantine. */
@NullMarked
package dev.waybill.cli.quarantine;

import org.jspecify.annotations.NullMarked;
