/**
 * What the parts of Waybill must agree on across module borders: event schemas, ids, topic names, record headers,
 * limits, and the file of destinations. Imports the JDK, Avro, Jackson and {@link dev.waybill.spec} only.
 */
@NullMarked
package dev.waybill.contract;

import org.jspecify.annotations.NullMarked;
