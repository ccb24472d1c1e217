/**
 * One JVM with a Kafka broker, a Connect worker, an S3 store and a security token service: the quick start and the stack
 * that end-to-end tests run against. Everything listens on the loopback interface only.
 */
@NullMarked
package dev.waybill.local;

import org.jspecify.annotations.NullMarked;
