/** Brings the connectors of a Kafka Connect cluster to what the catalog asks for, through Connect's REST interface. */
@NullMarked
package dev.waybill.control.connect;

import org.jspecify.annotations.NullMarked;
