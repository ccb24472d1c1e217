/** What holds for events in every wire form: their types, times, defaults and texts, and how one is refused. */
@NullMarked
package dev.waybill.wire.rule;

import org.jspecify.annotations.NullMarked;
