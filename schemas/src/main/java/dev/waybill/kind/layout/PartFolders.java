package dev.waybill.kind.layout;

import java.util.List;

/**
 * The folders of a layout: some that are the same for all parts of an export, and below them those that tell the UTC time at
 * which a part's window starts.
 *
 * @param fixed ends with a slash; empty for none
 * @param times from the outside in
 * @param hive whether the folders of times are called {@code key=value}, so that readers find them by themselves
 * @param words keys of fixed folders that are called {@code key=value}
 * @param mayGoDeeper whether parts may stand in folders of hours below these
 */
public record PartFolders(String fixed, List<TimeFolder> times, boolean hive, List<String> words, boolean mayGoDeeper) {
    public PartFolders {
        times = List.copyOf(times);
        words = List.copyOf(words);
    }

    static PartFolders hive(String fixed, List<TimeFolder> times, String... words) {
        return new PartFolders(fixed, times, true, List.of(words), false);
    }
}
