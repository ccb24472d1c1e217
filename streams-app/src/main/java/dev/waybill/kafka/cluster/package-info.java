/**
 * Looks at the cluster from outside the stream: what must hold before the application starts, what stopped it, and what
 * lies in the quarantine.
 */
@NullMarked
package dev.waybill.kafka.cluster;

import org.jspecify.annotations.NullMarked;
