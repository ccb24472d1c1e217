package dev.waybill.control.console.checkup;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.DoctorReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the catalog, and looks at one export at a time. Confined to one thread, but for what it says of trouble. */
final class CheckupRound {
    /** After a look that was not possible nobody else is looked at for as long: it may be the platform's own credentials. */
    static final Duration REST = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CheckupRound.class);

    private final Checkups checkups;
    private final Supplier<Knowledge> catalog;
    private final Function<ExportId, DoctorReport> doctor;
    private final Clock clock;
    private final WatchedExports exports = new WatchedExports();
    private CatalogSnapshot seen = CatalogSnapshot.EMPTY;
    private Instant restsUntil = Instant.MIN;
    private volatile Optional<String> trouble = Optional.empty();

    /** @param doctor looks at one export, as the catalog has it */
    CheckupRound(Checkups checkups, Supplier<Knowledge> catalog, Function<ExportId, DoctorReport> doctor, Clock clock) {
        this.checkups = checkups;
        this.catalog = catalog;
        this.doctor = doctor;
        this.clock = clock;
    }

    /** Looks at the export that is due; answers whether there was one. */
    boolean step() {
        Knowledge knowledge = catalog.get();
        if (!knowledge.knownUpTo().isAfter(Instant.EPOCH)) {
            return false;
        }
        CatalogSnapshot now = knowledge.snapshot();
        if (now != seen) {
            checkups.follow(exports.of(now));
            seen = now;
        }
        Instant at = clock.instant();
        Optional<WatchedExport> next = at.isBefore(restsUntil) ? Optional.empty() : checkups.next(at);
        next.ifPresent(export -> look(export, at));
        return next.isPresent();
    }

    private void look(WatchedExport export, Instant at) {
        try {
            DoctorReport report = doctor.apply(export.id());
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            checkups.keep(List.of(export), report);
            trouble = Optional.empty();
            if (report.exports().isEmpty()) {
                checkups.couldNot(export, at);
            }
        } catch (RuntimeException e) {
            checkups.couldNot(export, at);
            restsUntil = at.plus(REST);
            trouble = Optional.of("the doctor cannot look at accounts: " + e.getMessage());
            LOG.atWarn()
                    .addKeyValue("tenant", export.id().tenant())
                    .addKeyValue("export", export.id().export())
                    .addKeyValue("reason", e.toString())
                    .log("The doctor cannot look at an account");
        }
    }

    /** Why the last look was not possible; empty if it was. */
    Optional<String> trouble() {
        return trouble;
    }
}
