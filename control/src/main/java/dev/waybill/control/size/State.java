package dev.waybill.control.size;

import static dev.waybill.control.size.Measured.BATCH_BYTES;
import static dev.waybill.control.size.Measured.ID_BYTES;
import static dev.waybill.control.size.Measured.STORED_SHARE;
import static dev.waybill.control.size.Measured.WINDOW_BYTES;

import dev.waybill.batch.BatchSettings;
import dev.waybill.catalog.record.PlatformSettings;
import java.time.Duration;

/** What the stores hold, and what goes to their changelogs. */
final class State {
    /** By default: younger rows stand in memory only. */
    private static final Duration REPLAY_DISTANCE = BatchSettings.DEFAULT.replayDistance();
    /** By default: a run that is full leaves at once. */
    private static final double RUN_BYTES = PlatformSettings.DEFAULT.runSize();
    /** What RocksDB has beside what counts: deleted and not compacted yet. */
    static final double DISK_FACTOR = 2;

    private final Expected expected;
    private final Flow flow;

    State(Expected expected, Flow flow) {
        this.expected = expected;
        this.flow = flow;
    }

    /** From a window's begin until its rows leave, seconds: after slack, and half of the spread on average. */
    private double openSeconds() {
        Expected.Exports exports = expected.exports();
        return exports.window()
                .plus(exports.grace())
                .plus(PlatformSettings.DEFAULT.slack())
                .plus(BatchSettings.DEFAULT.spread().dividedBy(2))
                .toSeconds();
    }

    private double lifeInStore() {
        return Math.max(0, openSeconds() - REPLAY_DISTANCE.toSeconds());
    }

    /** Which share of the rows gets old enough for the store: events come evenly over the window. */
    double shareThroughStore() {
        return Math.min(1, lifeInStore() / expected.exports().window().toSeconds());
    }

    /** Rows of windows that are open, at their most: just before all of them close; bytes. */
    double rowBytes() {
        double seconds = Math.min(lifeInStore(), expected.exports().window().toSeconds());
        double raw = flow.rowsADay() / Flow.DAY * seconds * flow.cost().bytes();
        return STORED_SHARE.value() * Math.min(raw, flow.exports() * RUN_BYTES);
    }

    /**
     * Ids of delivered events; bytes. They are forgotten after the lateness, but not as long as they have room.
     *
     * @param sources how many source partitions there are
     */
    double idBytes(int sources) {
        double seconds =
                expected.kept().lateness().plus(expected.exports().window()).toSeconds();
        double late = seconds
                / Flow.DAY
                * (flow.rowsADay() * ID_BYTES.value() + flow.activeWindowsADay() * WINDOW_BYTES.value());
        return Math.max(late, (double) sources * BatchSettings.DEFAULT.rememberedIdBytes());
    }

    /**
     * Of all stores, once.
     *
     * @param sources how many source partitions there are
     */
    double bytes(int sources) {
        return rowBytes() + idBytes(sources);
    }

    /** Rows that are stored, ids, and what each batch states of itself; bytes a day, written once. */
    double changelogADay() {
        return flow.rowsADay()
                        * (shareThroughStore()
                                        * STORED_SHARE.value()
                                        * flow.cost().bytes()
                                + ID_BYTES.value())
                + flow.activeWindowsADay() * BATCH_BYTES.value();
    }
}
