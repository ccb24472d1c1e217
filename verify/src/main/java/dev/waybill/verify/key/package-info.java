/**
 * Ed25519 keys: who signs receipts, and whose signatures a reader believes. Imports the JDK, and Jackson for key sets; no
 * input or output. See {@code docs/reference/receipts.md}.
 */
@NullMarked
package dev.waybill.verify.key;

import org.jspecify.annotations.NullMarked;
