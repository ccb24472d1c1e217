/**
 * What an export may ask for by {@code kind}: its format, its layout and its redactions, as typed records. The families are
 * below: {@link dev.waybill.kind.format}, {@link dev.waybill.kind.layout} and {@link dev.waybill.kind.redaction}, each a
 * sealed interface with a record per kind; {@link dev.waybill.kind.family} reads specs into them.
 */
@NullMarked
package dev.waybill.kind;

import org.jspecify.annotations.NullMarked;
