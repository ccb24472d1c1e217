package dev.waybill.benchmarks;

import java.util.Locale;
import java.util.Map;

/** What a measured process does with the events. */
enum Variant {
    /** Reads and does nothing. */
    FLOOR("none"),
    /** CSV with the twenty columns, two redactions, duplicates left out, parts not compressed. */
    PLAIN("none"),
    /** The same, with gzip. */
    GZIP("gzip"),
    /** The same, with zstd instead. */
    ZSTD("zstd");

    private final String compression;

    Variant(String compression) {
        this.compression = compression;
    }

    Map<String, Object> formatOptions() {
        return Map.of("columns", "default", "compression", compression);
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Variant of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
