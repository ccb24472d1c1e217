package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.reign.Micros;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is known under one key: the last good record, and since when it does not hold any more because a later one
 * cannot be read.
 *
 * @param offset of the latest record, good or not
 * @param change the id of the change that wrote the latest record
 * @param good the last good record; empty if there never was one
 * @param holdsBefore event time in microseconds before which the good record holds; {@link Long#MAX_VALUE} for always
 * @param fault the latest record, if it cannot be read
 */
record Known<T>(long offset, String change, Optional<T> good, long holdsBefore, Optional<Fault> fault) {
    static <T> Known<T> good(LogRecord record, T value) {
        return new Known<>(record.offset(), record.change(), Optional.of(value), Long.MAX_VALUE, Optional.empty());
    }

    /** After a record that cannot be read; {@code until} is when it may take effect. */
    static <T> Known<T> broken(Optional<Known<T>> before, LogRecord record, Instant until, String reason) {
        Optional<T> good = before.flatMap(Known::good);
        long holdsBefore =
                good.isEmpty() ? Long.MIN_VALUE : Math.min(before.orElseThrow().holdsBefore(), Micros.of(until));
        Optional<Instant> inForce = good.map(any -> Instant.EPOCH.plus(holdsBefore, ChronoUnit.MICROS));
        Fault fault = new Fault(record.key(), record.offset(), record.appended(), reason, inForce);
        return new Known<>(record.offset(), record.change(), good, holdsBefore, Optional.of(fault));
    }
}
