/** The running application: made from its configuration, kept up, and closed. */
@NullMarked
package dev.waybill.app;

import org.jspecify.annotations.NullMarked;
