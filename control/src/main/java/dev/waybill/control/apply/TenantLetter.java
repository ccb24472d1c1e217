package dev.waybill.control.apply;

import dev.waybill.render.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a tenant has to know and to do, ready to be sent to it. It names documents and holds none, nor the external id. */
public final class TenantLetter {
    private TenantLetter() {}

    /** About a change. */
    public static String text(TenantEffect tenant) {
        List<String> lines = new ArrayList<>();
        lines.add(
                tenant.exports().isEmpty()
                        ? "What the log exports of " + tenant.tenant() + " need changes."
                        : "The log exports of " + tenant.tenant() + " change.");
        for (ExportEffect export : tenant.exports()) {
            lines.add("");
            lines.add(headline(export));
            if (export.kind().equals("added") || export.kind().equals("returned")) {
                export.after().ifPresent(spec -> LetterWords.of(spec).forEach(line -> lines.add("  " + line)));
            } else {
                LetterWords.changes(export).forEach(line -> lines.add("  " + line));
            }
            export.readerNotes().forEach(note -> lines.add("  Note: " + note + "."));
        }
        steps(
                LetterSteps.of(tenant.documents()),
                tenant.exports().isEmpty()
                        ? "Please do this at once:"
                        : "Please do this before the first of these times:",
                lines);
        return String.join("\n", lines) + "\n";
    }

    /** About what there is, where nothing changes. */
    public static String text(TenantPapers papers) {
        List<String> lines = new ArrayList<>();
        lines.add("The log exports of " + papers.tenant() + " stay as they are.");
        papers.exports().forEach(spec -> {
            lines.add("");
            lines.add("Export " + spec.exportId().export() + (spec.enabled() ? ":" : " is switched off:"));
            LetterWords.of(spec).forEach(line -> lines.add("  " + line));
        });
        SortedMap<String, FileChange> all = new TreeMap<>();
        papers.documents().forEach((name, text) -> all.put(name, new FileChange("", text)));
        steps(LetterSteps.of(all), "This has to be done, if it has not been:", lines);
        return String.join("\n", lines) + "\n";
    }

    /** What the tenant has to do, in sentences; empty if nothing. */
    public static List<String> steps(TenantEffect tenant) {
        return LetterSteps.of(tenant.documents()).all();
    }

    private static void steps(LetterSteps steps, String first, List<String> lines) {
        if (steps.isEmpty()) {
            lines.add("");
            lines.add("There is nothing for you to do.");
        }
        section(first, steps.writing(), lines);
        section("For those who read the logs:", steps.reading(), lines);
        section("When everything from before is delivered, you may do this:", steps.afterwards(), lines);
    }

    private static void section(String title, List<String> steps, List<String> lines) {
        if (!steps.isEmpty()) {
            lines.add("");
            lines.add(title);
            for (int i = 0; i < steps.size(); i++) {
                lines.add("  " + (i + 1) + ". " + steps.get(i));
            }
        }
    }

    private static String headline(ExportEffect export) {
        String name = "Export " + export.id().export();
        String from = export.from().map(instant -> " from " + instant + " on").orElse("");
        return switch (export.kind()) {
            case "added" -> name + " begins: it delivers events" + from + ".";
            case "returned" -> name + " begins again: it delivers events" + from + ".";
            case "removed", "disabled" ->
                name + " ends: it does not deliver events" + from + ". Earlier ones are still delivered.";
            case "changed" -> name + " changes for events" + from + ". Earlier ones are delivered as before.";
            default -> name + " delivers what is still on its way to its present place.";
        };
    }
}
