package dev.waybill.describe;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * How a layout arranges objects below the prefix.
 *
 * @param template folders with {@code ${column}} for each key, each followed by a slash; empty if nothing is projected
 * @param keys in the order of the folders
 * @param hive whether all keys stand in the folders as {@code key=}, so that readers find them by themselves
 * @param words other keys that stand in the folders as {@code key=}
 * @param note what to know; empty for nothing
 */
record Folders(String template, List<PartitionKey> keys, boolean hive, List<String> words, String note) {
    static final int FIRST_YEAR = 2024;
    private static final int LAST_YEAR = 2043;
    private static final String START =
            "Folders tell the UTC time at which a window starts, whatever the schedule's zone;"
                    + " an event may be younger by the length of a window.";

    static Folders of(ExportSpec export) {
        KindSpec layout = export.layout();
        String every = export.schedule().every();
        return switch (layout.kind()) {
            case "default" -> hive("", dates(every.equals("hourly")), List.of(), hours(every));
            case "lakefs" ->
                hive(
                        "etl/v1/data/region=" + option(layout, "region") + "/organization=org-"
                                + export.exportId().tenant() + "/",
                        dates(true),
                        List.of("region", "organization"),
                        START);
            case "s3-partitioned" -> {
                PartitionKey day = PartitionKey.day("day", "yyyy/MM/dd", FIRST_YEAR + "/01/01");
                String fixed = option(layout, "account") + "/" + option(layout, "region") + "/"
                        + option(layout, "source-bucket") + "/";
                yield new Folders(fixed + "${day}/", List.of(day), false, List.of(), START);
            }
            case "security-lake" ->
                hive(
                        option(layout, "source") + "/region=" + option(layout, "region") + "/accountId="
                                + layout.options().getOrDefault("account", "external") + "/",
                        List.of(PartitionKey.day("eventDay", "yyyyMMdd", FIRST_YEAR + "0101")),
                        List.of("region", "accountId"),
                        START);
            default ->
                new Folders(
                        "",
                        List.of(),
                        false,
                        List.of(),
                        "The layout " + layout.kind() + " has no folders that partition projection could work with:"
                                + " every query reads all files below the prefix.");
        };
    }

    private static Folders hive(String fixed, List<PartitionKey> keys, List<String> words, String note) {
        StringBuilder template = new StringBuilder(fixed);
        keys.forEach(key ->
                template.append(key.folder()).append("=${").append(key.column()).append("}/"));
        return new Folders(template.toString(), keys, true, words, note);
    }

    /** Windows of a cron expression can be shorter and longer than a day, which have folders of different depth. */
    private static String hours(String every) {
        return every.equals("hourly") || every.equals("daily")
                ? START
                : START
                        + " Folders of hours are read with their day's, since the schedule may have windows of both kinds.";
    }

    private static List<PartitionKey> dates(boolean hours) {
        List<PartitionKey> keys = new ArrayList<>(List.of(
                PartitionKey.number("year", FIRST_YEAR, LAST_YEAR, 4),
                PartitionKey.number("month", 1, 12, 2),
                PartitionKey.number("day", 1, 31, 2)));
        if (hours) {
            keys.add(PartitionKey.number("hour", 0, 23, 2));
        }
        return keys;
    }

    private static String option(KindSpec layout, String name) {
        Object value = layout.options().get(name);
        if (value == null) {
            throw new IllegalArgumentException("layout " + layout.kind() + " needs the option " + name
                    + "; run ./waybill validate to see all problems");
        }
        return value.toString();
    }
}
