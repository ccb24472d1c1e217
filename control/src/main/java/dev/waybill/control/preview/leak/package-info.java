/**
 * Whether what redaction hides still stands in what would be delivered, however it is written. Decodes and folds what it looks
 * into, and then searches, with the JDK's own means: it shares nothing with the search that redaction itself makes, so that it
 * finds what that one misses. Pure: no Kafka, no files, no clock.
 */
@NullMarked
package dev.waybill.control.preview.leak;

import org.jspecify.annotations.NullMarked;
