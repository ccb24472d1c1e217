/**
 * Receipts: what one says, its JSON, its name, its place in the chain, its signature. Imports the JDK, Jackson, the library
 * of RFC 8785, {@code schemas} and {@link dev.waybill.verify.key}; no input or output, no clock. The format is described in
 * {@code docs/reference/receipts.md}.
 */
@NullMarked
package dev.waybill.verify.receipt;

import org.jspecify.annotations.NullMarked;
