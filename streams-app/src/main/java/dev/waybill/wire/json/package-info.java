/** Events written as JSON, and the JSON that fields of events hold. */
@NullMarked
package dev.waybill.wire.json;

import org.jspecify.annotations.NullMarked;
