/** Reads the nodes of a spec into the records of a sealed family, by their components' names and types. */
@NullMarked
package dev.waybill.kind.family;

import org.jspecify.annotations.NullMarked;
