/** Where objects go, and why they cannot go there now. */
@NullMarked
package dev.waybill.sink.destination;

import org.jspecify.annotations.NullMarked;
