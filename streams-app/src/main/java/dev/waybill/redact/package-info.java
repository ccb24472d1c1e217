/**
 * What must not reach a customer's files, and its removal from everywhere it can stand. Fails closed: an event whose
 * redaction cannot be applied is withheld. Imports the JDK, {@link dev.waybill.redact.search}, which finds values in text,
 * {@link dev.waybill.event}, {@link dev.waybill.spec} and the vocabulary of {@link dev.waybill.select}.
 *
 * <p>To add a kind: a record of what it can be asked for in {@link dev.waybill.kind.redaction}, a record of that here which
 * implements {@link dev.waybill.redact.Redaction}, and a scenario file; the tests say what is missing.
 */
@NullMarked
package dev.waybill.redact;

import org.jspecify.annotations.NullMarked;
