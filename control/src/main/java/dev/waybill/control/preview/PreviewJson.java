package dev.waybill.control.preview;

import dev.waybill.contract.YamlName;
import dev.waybill.control.preview.leak.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for programs and for tenants: of events it holds nothing but what would be delivered. */
public final class PreviewJson {
    private PreviewJson() {}

    /** Its content, of maps, lists, texts, numbers and truth values. */
    public static Map<String, Object> content(PreviewReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("leaks", report.leaks());
        content.put("sources", report.sources().stream().map(PreviewJson::source).toList());
        content.put("exports", report.exports().stream().map(PreviewJson::export).toList());
        content.put("notes", report.notes());
        return content;
    }

    private static Map<String, Object> source(PreviewReport.SourceRead source) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("source", YamlName.of(source.source()));
        content.put("records", source.records());
        content.put("events", source.events());
        content.put("passed-over", source.passedOver());
        content.put("refused", source.refused());
        content.put("notes", source.notes());
        return content;
    }

    /** Of one export: what a tenant may see of its own. */
    public static Map<String, Object> export(ExportPreview export) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("tenant", export.export().tenant());
        content.put("export", export.export().export());
        content.put("source", YamlName.of(export.source()));
        content.put("version", export.configVersion());
        content.put("format", export.format());
        content.put("read", export.counts().read());
        content.put("delivered", export.counts().delivered());
        content.put("filtered", export.counts().filtered());
        content.put("duplicate", export.counts().duplicate());
        content.put("withheld", export.counts().withheld());
        content.put("left-out-by", export.leftOut());
        content.put("withheld-since", export.withheld());
        content.put("windows", export.windows().stream().map(PreviewJson::window).toList());
        export.perDay().ifPresent(day -> content.put("per-day", perDay(day)));
        export.file().ifPresent(file -> content.put("file", file(file)));
        content.put(
                "samples", export.samples().stream().map(PreviewSample::after).toList());
        content.put("rows-searched", export.scanned());
        content.put("found", export.leaks().stream().map(PreviewJson::leak).toList());
        return content;
    }

    private static Map<String, Object> perDay(ExportPreview.PerDay day) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("rows", day.rows());
        content.put("bytes", day.bytes());
        content.put("over", day.over().toString());
        return content;
    }

    private static Map<String, Object> file(PreviewFile file) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("object", file.object());
        content.put("bytes", file.bytes());
        content.put("lines", file.lines());
        return content;
    }

    private static Map<String, Object> window(PreviewWindow window) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("start", window.start().toString());
        content.put("end", window.end().toString());
        content.put("late", window.late() == PreviewWindow.Lateness.LATE);
        content.put("rows", window.rows());
        content.put("files", window.parts());
        content.put("bytes", window.bytes());
        return content;
    }

    private static Map<String, Object> leak(Leak leak) {
        List<String> spelling =
                leak.spelling().steps().stream().map(Step::word).toList();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("leak", leak.isLeak());
        content.put("field", leak.field());
        content.put("place", leak.place());
        content.put("spelling", spelling);
        content.put("words", leak.spelling().words());
        content.put("events", leak.events());
        content.put("count", leak.count());
        content.put("event-id", leak.firstEventId());
        return content;
    }
}
