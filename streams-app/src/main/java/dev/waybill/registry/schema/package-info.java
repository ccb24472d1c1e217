/** Writer schemas: one file for each wire form, and what the files of Protobuf say. */
@NullMarked
package dev.waybill.registry.schema;

import org.jspecify.annotations.NullMarked;
