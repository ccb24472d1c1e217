/** The configurations of the Kafka Connect connectors that deliver parts. One product per file. */
@NullMarked
package dev.waybill.connector;

import org.jspecify.annotations.NullMarked;
