package dev.waybill.cli.replay;

import dev.waybill.app.replay.PlannedWindow;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayReport.Outcome;
import dev.waybill.app.replay.WhyNot;
import dev.waybill.contract.YamlName;
import dev.waybill.control.replay.ReplayDone;
import dev.waybill.control.replay.ReplayGap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a replay has done, for people and for programs. */
public final class ReplayText {
    private static final List<String> HEAD = List.of("EXPORT", "WINDOW", "UNTIL", "VERSION", "PARTS", "LATE", "EVENTS");

    private final ReplayReport report;

    public ReplayText(ReplayReport report) {
        this.report = report;
    }

    /** The windows that were delivered again, then those that were not, and why. */
    String table() {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        List<Outcome> replayed = replayed();
        replayed.forEach(outcome -> rows.add(row(outcome)));
        StringBuilder text = new StringBuilder();
        if (!replayed.isEmpty()) {
            text.append(aligned(rows)).append('\n');
        }
        return text.append(brief()).toString();
    }

    /** The same without the windows that were delivered again. */
    public String brief() {
        StringBuilder text = new StringBuilder();
        ReplayGap.in(report.windows()).forEach(gap -> text.append(line(gap)).append('\n'));
        report.refused()
                .forEach((reason, records) -> text.append("not in any window: ")
                        .append(records)
                        .append(" records, ")
                        .append(reason)
                        .append("; see: waybill quarantine show\n"));
        return text.append(summary()).append('\n').toString();
    }

    private static String line(ReplayGap gap) {
        return "not replayed: " + gap.first().export() + " from "
                + gap.first().window().start() + " to " + gap.last().window().end() + ", windows: " + gap.windows()
                + ": " + gap.reason();
    }

    private List<Outcome> replayed() {
        return report.windows().stream()
                .filter(outcome -> outcome.window().isReplayed())
                .toList();
    }

    private static List<String> row(Outcome outcome) {
        PlannedWindow window = outcome.window();
        return List.of(
                window.export().toString(),
                window.window().start().toString(),
                window.window().end().toString(),
                window.version(),
                Integer.toString(outcome.parts()),
                Integer.toString(outcome.lateParts()),
                Long.toString(outcome.events()));
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String summary() {
        ReplayDone done = ReplayDone.of(report);
        return "replay " + report.id() + ": windows " + done.windows() + " of "
                + report.windows().size() + ", parts " + done.parts() + ", events " + done.events()
                + (done.receipts().isPresent() ? ", receipts " + done.receipts().getAsLong() : "")
                + ", in " + report.place();
    }

    /** The same for programs. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", report.id());
        content.put("place", report.place());
        content.put("complete", report.isComplete());
        content.put(
                "windows", report.windows().stream().map(ReplayText::content).collect(Collectors.toList()));
        report.receipts().ifPresent(receipts -> content.put("receipts", receipts));
        content.put("refused", report.refused());
        return content;
    }

    private static Map<String, Object> content(Outcome outcome) {
        PlannedWindow window = outcome.window();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("tenant", window.export().tenant());
        content.put("export", window.export().export());
        content.put("start", window.window().start().toString());
        content.put("end", window.window().end().toString());
        content.put("version", window.version());
        content.put("replayed", window.isReplayed());
        window.whyNot().ifPresent(why -> content.put("why_not", YamlName.of(why)));
        content.put("parts", outcome.parts());
        content.put("late_parts", outcome.lateParts());
        content.put("events", outcome.events());
        if (outcome.window().whyNot().equals(Optional.of(WhyNot.DIFFERS))) {
            content.put("missing_parts", outcome.missing());
            content.put("other_parts", outcome.others());
        }
        return content;
    }
}
