package dev.waybill.describe;

import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.layout.LayoutSpec;
import dev.waybill.kind.layout.PartFolders;
import dev.waybill.kind.layout.TemplateSpec;
import dev.waybill.spec.ExportSpec;
import java.util.List;

/**
 * How a layout arranges objects below the prefix.
 *
 * @param template folders with {@code ${column}} for each key, each followed by a slash; empty if nothing is projected
 * @param keys in the order of the folders
 * @param hive whether all keys stand in the folders as {@code key=}, so that readers find them by themselves
 * @param words other keys that stand in the folders as {@code key=}
 * @param note what to know; empty for nothing
 * @param below a pattern of the folders below which parts stand, each followed by a slash: what replays deliver and receipts
 *     stand in none of them
 * @param deep whether parts stand in folders further down, too
 */
record Folders(
        String template,
        List<PartitionKey> keys,
        boolean hive,
        List<String> words,
        String note,
        String below,
        boolean deep) {
    private static final String START =
            "Folders tell the UTC time at which a window starts, whatever the schedule's zone;"
                    + " an event may be younger by the length of a window.";

    /** The first folder of a date, of whatever year. */
    private static final String MILLENNIUM = "2*/";

    private static final String DEEPER =
            START + " Folders of hours are read with their day's, since the schedule may have windows of both kinds.";

    static Folders of(ExportSpec export) {
        return ExportKinds.layout(export)
                .partFolders(export.exportId(), export.schedule())
                .map(Folders::of)
                .orElseGet(() -> new Folders(
                        "",
                        List.of(),
                        false,
                        List.of(),
                        "The layout " + export.layout().kind()
                                + " has no folders that partition projection could work with:"
                                + " every query reads all files below the prefix.",
                        below(ExportKinds.layout(export)),
                        false));
    }

    /** Of a layout without such folders; a name of a template has as many folders as the template. */
    private static String below(LayoutSpec layout) {
        return layout instanceof TemplateSpec template
                ? "*/".repeat((int)
                        template.path().chars().filter(c -> c == '/').count())
                : "";
    }

    private static Folders of(PartFolders folders) {
        List<PartitionKey> keys = folders.times().stream().map(PartitionKey::of).toList();
        StringBuilder template = new StringBuilder(folders.fixed());
        keys.forEach(key -> template.append(folders.hive() ? key.folder() + "=" : "")
                .append("${")
                .append(key.column())
                .append("}/"));
        return new Folders(
                template.toString(),
                keys,
                folders.hive(),
                folders.words(),
                folders.mayGoDeeper() ? DEEPER : START,
                folders.fixed() + (folders.hive() ? keys.get(0).folder() + "=*/" : MILLENNIUM),
                true);
    }
}
