package dev.waybill.verify.receipt;

import java.time.Duration;
import java.time.Instant;

/**
 * The events of one window that came late, in one hour.
 *
 * @param arrivalHour the beginning of that hour
 */
public record Late(Instant arrivalHour) implements Subject {
    public Late {
        WholeSecond.require("arrival-hour", arrivalHour);
    }

    @Override
    public String kind() {
        return "late";
    }

    @Override
    public String suffix() {
        return "-late-" + WholeSecond.inNames(arrivalHour);
    }

    @Override
    public Instant signedFor(Instant end) {
        return arrivalHour.plus(Duration.ofHours(1));
    }
}
