/**
 * Finds redacted values in the other text of an event, however they are written there: in any case, percent-encoded, in
 * other characters that look the same, as another spelling of an address. The work for one event grows in proportion to its
 * size, whatever it holds. Imports the JDK and {@link dev.waybill.event} only.
 *
 * <p>Begin with {@link dev.waybill.redact.search.Scrubber}.
 */
@NullMarked
package dev.waybill.redact.search;

import org.jspecify.annotations.NullMarked;
