/**
 * The catalog's topic: reading it, knowing up to when it was read, and writing it. The only room that knows Kafka.
 */
@NullMarked
package dev.waybill.catalog.topic;

import org.jspecify.annotations.NullMarked;
