/** Events written as Avro: what a schema says becomes steps, which read the bytes. */
@NullMarked
package dev.waybill.wire.avro;

import org.jspecify.annotations.NullMarked;
