package dev.waybill.verify.receipt;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of the export's spec that a receipt's windows are produced under.
 *
 * @param configVersion 12 hex digits
 * @param reignFrom the first instant of event time that the version rules
 * @param reignUntil the first that it no longer rules; empty if that is not known yet
 * @param schedule what cuts windows
 */
public record Terms(String configVersion, Instant reignFrom, Optional<Instant> reignUntil, StatedSchedule schedule) {
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");

    public Terms {
        if (!VERSION.matcher(configVersion).matches()) {
            throw new IllegalArgumentException("config-version must be 12 lower-case hex digits");
        }
        WholeSecond.require("reign.from", reignFrom);
        reignUntil.ifPresent(until -> {
            WholeSecond.require("reign.until", until);
            if (!reignFrom.isBefore(until)) {
                throw new IllegalArgumentException("reign.from must be before reign.until");
            }
        });
    }

    boolean rule(Instant start, Instant end) {
        return !start.isBefore(reignFrom)
                && reignUntil.map(until -> !end.isAfter(until)).orElse(true);
    }
}
