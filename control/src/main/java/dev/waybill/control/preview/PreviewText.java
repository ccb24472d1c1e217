package dev.waybill.control.preview;

import dev.waybill.contract.YamlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A report for people. */
public final class PreviewText {
    /** How much of events is shown. */
    public enum Show {
        /** What would be delivered, and nothing that redaction changes. */
        AFTER,
        /** Samples before and after. */
        BEFORE_AND_AFTER,
        /** The values that leak, too. */
        LEAKING_VALUES
    }

    private static final int WINDOWS = 8;
    private static final String NOTHING = "(nothing)";

    private final Show show;
    private final UnaryOperator<String> shown;
    private final List<String> lines = new ArrayList<>();

    private PreviewText(Show show, UnaryOperator<String> shown) {
        this.show = show;
        this.shown = shown;
    }

    /**
     * Its lines.
     *
     * @param shown makes text of events safe for where it is shown
     */
    public static List<String> lines(PreviewReport report, Show show, UnaryOperator<String> shown) {
        PreviewText text = new PreviewText(show, shown);
        report.sources().forEach(text::source);
        report.exports().forEach(text::export);
        report.notes().forEach(note -> text.lines.add("note: " + note));
        text.lines.add(summary(report));
        return List.copyOf(text.lines);
    }

    private static String summary(PreviewReport report) {
        long scanned =
                report.exports().stream().mapToLong(ExportPreview::scanned).sum();
        long leaks = report.exports().stream()
                .mapToLong(export -> export.leaked().size())
                .sum();
        return "exports " + report.exports().size() + ", rows searched " + scanned + ", leaks " + leaks;
    }

    private void source(PreviewReport.SourceRead source) {
        lines.add(YamlName.of(source.source()) + " events: records read " + source.records() + ", looked at "
                + source.events());
        counts("  passed over", source.passedOver());
        counts("  no export can take", source.refused());
        source.notes().forEach(note -> lines.add("  " + note));
    }

    private void counts(String what, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            lines.add(what + ": "
                    + counts.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    private void export(ExportPreview export) {
        lines.add("");
        lines.add(export.export() + " (" + export.format() + ", version " + export.configVersion() + ")");
        lines.add("  events " + export.counts().read() + ": delivered "
                + export.counts().delivered() + ", left out " + export.counts().filtered() + ", duplicate "
                + export.counts().duplicate() + ", withheld " + export.counts().withheld());
        counts("  left out by", export.leftOut());
        counts("  withheld since", export.withheld());
        windows(export.windows());
        export.perDay()
                .ifPresent(day -> lines.add(
                        "  a day at the pace of " + day.over() + ": rows " + day.rows() + ", bytes " + day.bytes()));
        export.file().ifPresent(this::file);
        if (show != Show.AFTER) {
            export.samples().forEach(this::sample);
        }
        leaks("  would leak", export.leaked());
        leaks(
                "  outside of what redaction promises",
                export.leaks().stream().filter(leak -> !leak.isLeak()).toList());
    }

    private void windows(List<PreviewWindow> windows) {
        windows.stream()
                .limit(WINDOWS)
                .forEach(window -> lines.add("  window " + window.start() + " to " + window.end()
                        + (window.late() == PreviewWindow.Lateness.LATE ? ", late" : "") + ": rows " + window.rows()
                        + ", files " + window.parts() + ", bytes " + window.bytes()));
        if (windows.size() > WINDOWS) {
            lines.add("  and " + (windows.size() - WINDOWS) + " windows more");
        }
    }

    private void file(PreviewFile file) {
        lines.add("  file " + shown.apply(file.object()) + ", bytes " + file.bytes() + ", begins");
        file.lines().forEach(line -> lines.add("    | " + shown.apply(line)));
    }

    private void sample(PreviewSample sample) {
        lines.add("  sample, what changes");
        for (Map.Entry<String, String> before : sample.before().entrySet()) {
            String after = Optional.ofNullable(sample.after().get(before.getKey()))
                    .map(shown)
                    .orElse(NOTHING);
            lines.add("    " + before.getKey() + ": " + shown.apply(before.getValue()) + " -> " + after);
        }
        TreeSet<String> same = new TreeSet<>(sample.after().keySet());
        same.removeAll(sample.before().keySet());
        lines.add("    as before: " + (same.isEmpty() ? NOTHING : String.join(", ", same)));
    }

    private void leaks(String title, List<Leak> leaks) {
        if (leaks.isEmpty()) {
            return;
        }
        lines.add(title);
        for (Leak leak : leaks) {
            String value = show == Show.LEAKING_VALUES
                    ? "; the value " + shown.apply(leak.example().text())
                    : "";
            lines.add("    " + leak.field() + " in " + shown.apply(leak.place()) + ": "
                    + leak.spelling().words() + "; events " + leak.events() + ", times " + leak.count()
                    + ", such as event " + shown.apply(leak.firstEventId()) + value);
        }
    }
}
