/**
 * The running application: the topology and the clients beside it that look at the cluster, made from its configuration,
 * kept up, and closed.
 */
@NullMarked
package dev.waybill.app;

import org.jspecify.annotations.NullMarked;
