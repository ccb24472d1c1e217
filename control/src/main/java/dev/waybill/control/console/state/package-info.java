/**
 * What the console knows: it follows the ledger and the deliveries, looks at the cluster and the catalog, and keeps of it what
 * people ask for, in memory and bounded. It changes nothing and joins no group.
 */
@NullMarked
package dev.waybill.control.console.state;

import org.jspecify.annotations.NullMarked;
