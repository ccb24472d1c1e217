/** The running application: made from its configuration, with the clients beside it that look at the cluster; kept up, and closed. */
@NullMarked
package dev.waybill.app;

import org.jspecify.annotations.NullMarked;
