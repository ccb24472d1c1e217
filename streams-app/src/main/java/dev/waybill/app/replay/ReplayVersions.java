package dev.waybill.app.replay;

import dev.waybill.contract.YamlName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Under which versions of an export its windows are delivered again. */
public enum ReplayVersions {
    /** Those that reigned. */
    REIGNED,
    /** The version that rules last, from the beginning of time on, with its windows. */
    CURRENT,
    /**
     * Where no version ruled, the one that rules next, with its windows: what lies in the input from before there was the
     * export, or from while it was gone.
     */
    NEXT;

    /** The one of this word; empty if there is none. */
    public static Optional<ReplayVersions> of(String word) {
        return Arrays.stream(values())
                .filter(versions -> versions.word().equals(word))
                .findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ReplayVersions::word).toList();
    }

    /** Its name on the command line. */
    public String word() {
        return YamlName.of(this);
    }
}
