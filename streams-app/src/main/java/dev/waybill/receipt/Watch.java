package dev.waybill.receipt;

import dev.waybill.contract.Source;
import java.util.Arrays;

/** When it is of use to look at an export again: what it waits for has happened, or may have. */
final class Watch {
    private static final long NEVER = Long.MAX_VALUE;

    private final Kept kept;
    private boolean stirred = true;
    private boolean polls;
    /** By source, what its partitions must have passed. */
    private final long[] wakeMillis = new long[Source.values().length];

    Watch(Kept kept) {
        this.kept = kept;
    }

    /** Begins to look: whoever waits for something says so from here on. */
    void reset() {
        stirred = false;
        polls = false;
        Arrays.fill(wakeMillis, NEVER);
    }

    /** Something has happened that may have completed a window. */
    void stir() {
        stirred = true;
    }

    boolean isStirred() {
        return stirred;
    }

    /** What is waited for comes without a sign. */
    void poll() {
        polls = true;
    }

    /** Whether all partitions of a source have passed a time; if not, it is waited for. */
    boolean isPassed(Source source, long millis) {
        SourceProgress progress = kept.progress(source);
        boolean passed = progress.isKnown() && progress.throughMillis() >= millis;
        if (!passed) {
            wakeMillis[source.ordinal()] = Math.min(wakeMillis[source.ordinal()], millis);
        }
        return passed;
    }

    boolean isAwake() {
        if (stirred || polls) {
            return true;
        }
        for (Source source : Source.values()) {
            if (kept.progress(source).throughMillis() >= wakeMillis[source.ordinal()]) {
                return true;
            }
        }
        return false;
    }
}
