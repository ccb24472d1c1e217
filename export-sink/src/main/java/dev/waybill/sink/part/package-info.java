/** Records of export topics as objects to be written, and which of them must never be written. */
@NullMarked
package dev.waybill.sink.part;

import org.jspecify.annotations.NullMarked;
