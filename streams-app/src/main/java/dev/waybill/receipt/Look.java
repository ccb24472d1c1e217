package dev.waybill.receipt;

import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One look at an export: what the catalog has of it, how much may be done, and what is waited for after it. */
record Look(ExportId export, TenantEntry tenant, Course course, Slice slice, ReceiptOutbox outbox, Watch watch) {
    SettingsRecord settings() {
        return slice.settings();
    }

    /** Whether what rules the export at this time is known for good; if not, it is waited for. */
    boolean isDecided(Instant instant) {
        boolean decided = slice.isDecided(tenant, instant);
        if (!decided) {
            watch.poll();
        }
        return decided;
    }

    /** Whether a receipt about the version may leave now; if not, it is waited for. */
    boolean isAccepted(VersionTerms version) {
        boolean accepted = outbox.accepts(export, version.topic());
        if (!accepted) {
            watch.poll();
        }
        return accepted;
    }

    /** When it was decided that nothing of the window leaves any more; if this catalog does not say so yet, it is waited for. */
    Optional<Instant> discardedAt(Window window) {
        Optional<Instant> at = tenant.record()
                .flatMap(record -> record.export(export.export()).discard())
                .filter(discard -> window.start().isBefore(discard.before()))
                .map(discard -> discard.change().at());
        if (at.isEmpty()) {
            watch.poll();
        }
        return at;
    }

    /** When a window closes, as delivery has it; milliseconds. */
    long dueMillis(VersionTerms version, Window window) {
        return window.end().plus(version.schedule().grace()).plus(slack(window)).toEpochMilli();
    }

    /**
     * When the first event may have arrived of a window that starts then: events may be ahead of their arrival, as far as the
     * future skew allows.
     */
    long firstArrivalMillis(Instant start) {
        return start.minus(Statements.futureSkew(settings(), start)).toEpochMilli();
    }

    /** The slack of a window: what is in force at its start. */
    Duration slack(Window window) {
        return settings().at(Micros.of(window.start())).slack();
    }
}
