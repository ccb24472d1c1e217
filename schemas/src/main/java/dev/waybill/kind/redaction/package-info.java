/** What each kind of redaction can be asked for: one record per kind, with its options and the fields that it fits. */
@NullMarked
package dev.waybill.kind.redaction;

import org.jspecify.annotations.NullMarked;
