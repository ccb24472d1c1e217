/**
 * From the bytes of a record's value to the slots of an {@link dev.waybill.event.Event}: Avro behind a schema id, or
 * JSON, told apart by the first byte. What is accepted is written down in {@code docs/reference/wire-format.md}.
 */
@NullMarked
package dev.waybill.wire;

import org.jspecify.annotations.NullMarked;
