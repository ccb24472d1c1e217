package dev.waybill.control.preview;

import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Spelling;

/**
 * That values which redaction hides would be delivered all the same.
 *
 * @param field that held them
 * @param spelling how they would stand there
 * @param place the column or path of the file
 * @param events in how many events
 * @param count how often
 * @param firstEventId of one of the events
 * @param example one of the values. Shown to people at a terminal alone, who ask for it
 */
public record Leak(
        String field,
        Spelling spelling,
        String place,
        long events,
        long count,
        String firstEventId,
        HiddenValue example) {
    /** Whether redaction promises to find it: then it is a leak, and else lies outside of the promise. */
    public boolean isLeak() {
        return spelling.isPromised();
    }

    /** Without the event. */
    @Override
    public String toString() {
        return "Leak of " + field + " in " + place + ": " + spelling;
    }
}
