/**
 * The table of contents: {@link dev.waybill.topology.DeliveryTopology} says which topics are read and written, and
 * {@link dev.waybill.topology.EventPath} what happens to an event in between.
 */
@NullMarked
package dev.waybill.topology;

import org.jspecify.annotations.NullMarked;
