package dev.waybill.select;

import dev.waybill.event.Event;

/** One of the conditions of a selection; all of them must hold. May keep scratch memory: confined to one thread. */
interface Condition {
    boolean accepts(Event event);
}
