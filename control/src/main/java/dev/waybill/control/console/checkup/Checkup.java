package dev.waybill.control.console.checkup;

import dev.waybill.control.doctor.ExportReport;
import java.time.Instant;
import java.util.Set;

/**
 * What the doctor found of an export when it looked last.
 *
 * @param at when it began to look
 * @param operators what operators are told
 * @param tenant what its tenant is told: what concerns its account
 */
public record Checkup(WatchedExport export, Instant at, Told operators, Told tenant) {
    /** What these checks find is the platform's business. */
    private static final Set<String> OF_THE_PLATFORM =
            Set.of("export-topic", "sink-connector", "said-by-sink", "directory-writable");

    /** What was found of an export by a look that began then. */
    public static Checkup of(WatchedExport export, Instant at, ExportReport report) {
        return new Checkup(export, at, Told.of(at, report), Told.of(at, ofTenant(report)));
    }

    /** A report without what is not its tenant's business. */
    public static ExportReport ofTenant(ExportReport report) {
        return new ExportReport(
                report.export(),
                report.destination(),
                report.results().stream()
                        .filter(result -> !OF_THE_PLATFORM.contains(result.check()))
                        .toList());
    }
}
