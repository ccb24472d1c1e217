package dev.waybill.control.preview;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Refusal;
import java.util.List;

/** Why the guard refuses exports that would let out what they are to hide. */
public final class LeakRefusals {
    private LeakRefusals() {}

    /** One for each export that leaks. */
    public static List<Refusal> of(PreviewReport report) {
        return report.exports().stream()
                .filter(export -> !export.leaked().isEmpty())
                .map(export -> new Refusal(GuardRule.LEAK, text(export)))
                .toList();
    }

    private static String text(ExportPreview export) {
        Leak first = export.leaked().get(0);
        int more = export.leaked().size() - 1;
        return "export " + export.export() + " would let out " + first.field() + " in " + first.place() + " ("
                + first.spelling().words() + ")" + (more == 0 ? "" : ", and " + more + " more")
                + "; ./waybill preview shows it";
    }
}
