/** Events written as Protobuf: a type of message becomes the reader of its fields. */
@NullMarked
package dev.waybill.wire.protobuf;

import org.jspecify.annotations.NullMarked;
