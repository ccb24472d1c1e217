package dev.waybill.verify.receipt;

import dev.waybill.window.Window;
import java.util.List;

/**
 * What a receipt says about one window.
 *
 * @param window event time, whole seconds
 * @param counts what became of its events; of late ones alone where the receipt is about those
 * @param sum of its delivered events
 * @param parts where they are
 * @param discarded names of parts that other receipts name and that never come, relative to where {@code _receipts/} stands
 */
public record StatedWindow(Window window, Counts counts, EventSum sum, PartList parts, List<String> discarded) {
    public StatedWindow {
        WholeSecond.require("start", window.start());
        WholeSecond.require("end", window.end());
        if (counts.delivered() != parts.rows()) {
            throw new IllegalArgumentException(
                    "delivered is " + counts.delivered() + ", but the parts hold " + parts.rows() + " rows");
        }
        if (counts.delivered() == 0 && !sum.equals(EventSum.ZERO)) {
            throw new IllegalArgumentException("the sum of no events is zero");
        }
        discarded = List.copyOf(discarded);
        discarded.forEach(Part::requireName);
        if (!discarded.isEmpty() && (counts.read() > 0 || parts.size() > 0)) {
            throw new IllegalArgumentException("what names discarded parts must count no events");
        }
    }

    /** A window that says nothing of discarded parts. */
    public StatedWindow(Window window, Counts counts, EventSum sum, PartList parts) {
        this(window, counts, sum, parts, List.of());
    }

    /** What was discarded of a window. */
    public static StatedWindow discarded(Window window, List<String> names) {
        return new StatedWindow(window, Counts.NONE, EventSum.ZERO, InlineParts.NONE, names);
    }
}
