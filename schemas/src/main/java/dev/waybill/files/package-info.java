/** How every program of Waybill writes files: as a whole, and secrets for their owner only. Imports the JDK only. */
@NullMarked
package dev.waybill.files;

import org.jspecify.annotations.NullMarked;
