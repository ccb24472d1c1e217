/** The running application: the topology, and the clients beside it that look at the cluster. */
@NullMarked
package dev.waybill.app;

import org.jspecify.annotations.NullMarked;
