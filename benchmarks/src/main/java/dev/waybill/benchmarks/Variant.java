package dev.waybill.benchmarks;

import java.util.Locale;
import java.util.Map;

/** What a measured process does with the events. */
enum Variant {
    /** Reads and does nothing. */
    FLOOR("none", false),
    /** CSV with the twenty columns, two redactions, parts not compressed, duplicates not looked for. */
    PLAIN("none", false),
    /** The same, with duplicate removal. */
    ONCE("none", true),
    /** The same, with gzip. */
    GZIP("gzip", true),
    /** The same, with zstd instead. */
    ZSTD("zstd", true);

    private final String compression;
    private final boolean deduplicate;

    Variant(String compression, boolean deduplicate) {
        this.compression = compression;
        this.deduplicate = deduplicate;
    }

    boolean deduplicate() {
        return deduplicate;
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
