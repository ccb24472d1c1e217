package dev.waybill.control.size;

import dev.waybill.contract.ReceiptCadence;
import java.time.Duration;

/** What flows: rows, windows, objects and receipts. */
final class Flow {
    static final double DAY = Duration.ofDays(1).toSeconds();

    private final Expected expected;
    private final RowCost cost;

    Flow(Expected expected) {
        this.expected = expected;
        this.cost = RowCost.of(expected.exports().format());
    }

    RowCost cost() {
        return cost;
    }

    /** Bytes of a row in its object. */
    double storedRow() {
        return cost.stored(expected.exports().compression());
    }

    double exports() {
        return (double) expected.exports().tenants() * expected.exports().perTenant();
    }

    double eventsADay() {
        return expected.events().perSecond() * DAY;
    }

    double rowsADay() {
        return eventsADay() * expected.exports().rowsPerEvent();
    }

    double windowsADay() {
        return exports() * DAY / expected.exports().window().toSeconds();
    }

    /** Windows that have an event: events come at random. */
    double activeWindowsADay() {
        return windowsADay() * -Math.expm1(-rowsADay() / windowsADay());
    }

    /** A window that has events is at least one object. */
    double objectsADay() {
        double bytes = rowsADay() * storedRow() / activeWindowsADay();
        return activeWindowsADay()
                * Math.max(1, Math.ceil(bytes / expected.exports().partSize()));
    }

    double receiptsADay() {
        ReceiptCadence cadence = expected.exports().receipts();
        return cadence == ReceiptCadence.WINDOW ? windowsADay() : cadence == ReceiptCadence.DAILY ? exports() : 0;
    }

    double putsADay() {
        return objectsADay() + receiptsADay();
    }
}
