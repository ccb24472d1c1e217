/** Where parts go, and how it is said that they cannot go there now. */
@NullMarked
package dev.waybill.sink.destination;

import org.jspecify.annotations.NullMarked;
