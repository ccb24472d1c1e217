package dev.waybill.verify.receipt;

import dev.waybill.window.Window;

/**
 * What a receipt says about one window.
 *
 * @param window event time, whole seconds
 * @param counts what became of its events; of late ones alone where the receipt is about those
 * @param sum of its delivered events
 * @param parts where they are
 */
public record StatedWindow(Window window, Counts counts, EventSum sum, PartList parts) {
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
    }
}
