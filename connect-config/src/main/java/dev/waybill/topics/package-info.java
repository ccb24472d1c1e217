/**
 * The Kafka topics Waybill needs, with the settings its promises rest on: created where they are missing, compared where
 * they exist, and given start offsets for the Streams application.
 */
@NullMarked
package dev.waybill.topics;

import org.jspecify.annotations.NullMarked;
