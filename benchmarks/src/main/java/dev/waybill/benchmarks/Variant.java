package dev.waybill.benchmarks;

import java.util.Locale;
import java.util.Map;

/** What a measured process does. */
enum Variant {
    /** Reads the events and does nothing. */
    FLOOR("none", false),
    /** CSV with the twenty columns, two redactions; parts not compressed, copies not looked for. */
    PLAIN("none", false),
    /** The same, with copies left out. */
    ONCE("none", true),
    /** As plain, with gzip. */
    GZIP("gzip", false),
    /** As plain, with zstd. */
    ZSTD("zstd", false),
    /** The same rows as plain, each as an output record of its own instead of parts. */
    ROWS("none", false),
    /** Reads the output of {@link #ROWS} and puts the rows of each tenant together. */
    ROWS_SINK("none", false),
    /** The same, with gzip. */
    ROWS_SINK_GZIP("gzip", false),
    /** Reads the parts that the variants before have emitted. */
    PARTS_SINK("none", false),
    /** A job of Flink that writes the rows of plain to local files as they come; only in a build with the profile peers. */
    FLINK("none", false),
    /** The same, with gzip. */
    FLINK_GZIP("gzip", false),
    /** A job of Flink that writes one file with gzip for each tenant and window, in order. */
    FLINK_WINDOWED("gzip", false);

    private final String compression;
    private final boolean deduplicate;

    Variant(String compression, boolean deduplicate) {
        this.compression = compression;
        this.deduplicate = deduplicate;
    }

    Map<String, Object> formatOptions() {
        return Map.of("columns", "default", "compression", compression);
    }

    boolean isCompressed() {
        return !compression.equals("none");
    }

    boolean deduplicates() {
        return deduplicate;
    }

    /** Whether it reads what other variants have written, of which there is less than there are events. */
    boolean readsOutput() {
        return switch (this) {
            case ROWS_SINK, ROWS_SINK_GZIP, PARTS_SINK -> true;
            case FLOOR, PLAIN, ONCE, GZIP, ZSTD, ROWS, FLINK, FLINK_GZIP, FLINK_WINDOWED -> false;
        };
    }

    /** Whether it is a way in which Waybill itself can run. */
    boolean isOurs() {
        return switch (this) {
            case PLAIN, ONCE, GZIP, ZSTD -> true;
            case FLOOR, ROWS, ROWS_SINK, ROWS_SINK_GZIP, PARTS_SINK, FLINK, FLINK_GZIP, FLINK_WINDOWED -> false;
        };
    }

    /** Whether somebody else's program does it. */
    boolean isPeer() {
        return switch (this) {
            case FLINK, FLINK_GZIP, FLINK_WINDOWED -> true;
            case FLOOR, PLAIN, ONCE, GZIP, ZSTD, ROWS, ROWS_SINK, ROWS_SINK_GZIP, PARTS_SINK -> false;
        };
    }

    /** The main class of its process. */
    String mainClass() {
        return isPeer() ? "dev.waybill.benchmarks.FlinkPeer" : MeasuredProcess.class.getName();
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Variant of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
