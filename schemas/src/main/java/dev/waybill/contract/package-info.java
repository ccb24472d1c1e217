/**
 * What the parts of Waybill must agree on across module borders: event schemas, ids, topic names, record headers,
 * sources and limits. Imports the JDK and Avro only.
 */
@NullMarked
package dev.waybill.contract;

import org.jspecify.annotations.NullMarked;
