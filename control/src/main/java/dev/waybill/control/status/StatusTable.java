package dev.waybill.control.status;

import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.pause.PauseReport;
import dev.waybill.control.progress.LaneProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints a report for people: what needs somebody first, and no more lines than they read. */
public final class StatusTable {
    private static final String UNKNOWN = "?";
    private static final String NONE = "-";
    private static final List<String> HEAD =
            List.of("EXPORT", "STATE", "VERSION", "SINCE", "NEXT", "LAST WINDOW", "WRITTEN", "UNDELIVERED", "LOSS IN");

    private final StatusReport report;
    private final int limit;

    /** @param limit how many exports it lists; what needs somebody comes first */
    public StatusTable(StatusReport report, int limit) {
        this.report = report;
        this.limit = limit;
    }

    /** The whole text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        report.findings()
                .forEach(finding -> text.append("! ").append(finding.text()).append('\n'));
        List<ExportStatus> listed = report.exports().stream()
                .sorted(Comparator.comparing(ExportStatus::isWell).thenComparing(ExportStatus::id))
                .limit(limit)
                .toList();
        if (!listed.isEmpty()) {
            text.append(table(listed));
        }
        listed.forEach(export -> text.append(notes(export)));
        if (report.exports().size() == 1) {
            text.append(details(report.exports().get(0)));
        }
        return text.append(summary(listed.size())).toString();
    }

    private String table(List<ExportStatus> exports) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        exports.forEach(export -> rows.add(row(export)));
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private List<String> row(ExportStatus export) {
        CatalogExport catalog = export.catalog();
        String unseen = report.partsWereLookedFor() ? NONE : UNKNOWN;
        return List.of(
                export.id().toString(),
                export.standing().state().word(),
                catalog.now().map(Rule::text).orElse(NONE),
                catalog.now().map(rule -> rule.from().toString()).orElse(NONE),
                catalog.next().map(rule -> rule.text() + " from " + rule.from()).orElse(NONE),
                export.lastPart()
                        .map(part -> part.windowStart().map(Instant::toString).orElse(UNKNOWN))
                        .orElse(unseen),
                export.lastPart().map(part -> part.since().toString()).orElse(unseen),
                undelivered(export),
                export.loss().map(loss -> Durations.text(loss.left())).orElse(NONE));
    }

    /** On the shared topic what is not delivered may be other exports'. */
    private static String undelivered(ExportStatus export) {
        if (export.lanes().isEmpty()) {
            return UNKNOWN;
        }
        if (export.lanes().stream().anyMatch(lane -> lane.progress().backlog().isEmpty())) {
            return UNKNOWN;
        }
        long records = export.lanes().stream()
                .mapToLong(lane -> lane.progress()
                        .backlog()
                        .map(LaneProgress.Backlog::atMost)
                        .orElse(0L))
                .sum();
        return records == 0 ? "0" : "<=" + records;
    }

    private static String notes(ExportStatus export) {
        StringBuilder notes = new StringBuilder();
        export.findings()
                .forEach(finding -> notes.append("! ")
                        .append(export.id())
                        .append(": ")
                        .append(finding.text())
                        .append('\n'));
        export.catalog().pauses().stream()
                .findFirst()
                .ifPresent(paused -> notes.append("  ")
                        .append(export.id())
                        .append(paused.scope().export().isPresent() ? ": paused: " : ": paused with others: ")
                        .append(PauseReport.since(paused))
                        .append('\n'));
        return notes.toString();
    }

    private static String details(ExportStatus export) {
        List<String> lines = new ArrayList<>();
        CatalogExport catalog = export.catalog();
        catalog.now()
                .ifPresent(rule -> lines.add("rules since: " + rule.from() + ", changed by "
                        + rule.change().by() + " at " + rule.change().at()
                        + (rule.change().why().isEmpty()
                                ? ""
                                : ": " + rule.change().why())));
        catalog.pauseEnds().forEach(ended -> lines.add("last pause of " + PauseReport.ended(ended)));
        catalog.spec()
                .ifPresent(
                        spec -> lines.add("destination: " + spec.destination().base()));
        export.lanes().forEach(lane -> {
            String committed = lane.progress().committed().isPresent()
                    ? "" + lane.progress().committed().getAsLong()
                    : "nothing";
            lines.add(lane.partition() + ": end " + lane.progress().extent().end() + ", connector " + lane.connector()
                    + " has committed " + committed
                    + Optional.of(lane.bytes())
                            .filter(bytes -> bytes.isPresent())
                            .map(bytes -> ", about " + bytes.getAsLong() + " bytes left")
                            .orElse("")
                    + (lane.isShared() ? " (with other exports)" : ""));
        });
        export.open().ifPresent(open -> lines.add("windows that are open: " + Leftovers.text(open)));
        if (!export.waits().isEmpty()) {
            lines.add("receipts wait for: " + String.join(", ", export.waits()));
        }
        export.said().ifPresent(said -> lines.addAll(said.lines()));
        return lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private static String running(Map<String, ConnectorState> connectors) {
        long running =
                connectors.values().stream().filter(ConnectorState::isRunning).count();
        return "; connectors: " + running + " of " + connectors.size() + " run";
    }

    private String summary(int listed) {
        List<ExportStatus> all = report.exports();
        long look = all.stream().filter(export -> !export.isWell()).count();
        long paused = all.stream().filter(ExportStatus::isPaused).count();
        long tenants =
                all.stream().map(export -> export.id().tenant()).distinct().count();
        return all.size() + (all.size() == 1 ? " export of " : " exports of ")
                + tenants + (tenants == 1 ? " tenant: " : " tenants: ")
                + look + (look == 1 ? " needs somebody, " : " need somebody, ") + paused + " paused"
                + report.connectors().map(StatusTable::running).orElse("")
                + (listed < all.size() ? "; " + (all.size() - listed) + " not listed (--limit)" : "")
                + (report.partsWereLookedFor() ? "" : "; name a tenant to see last windows")
                + "\n";
    }
}
