package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole records, hostile in key, headers, stamp and value. The long run: {@code docs/how-to/fuzz.md}. */
class RecordFuzzTest {
    private static final int SHORT = 5_000;

    @TempDir
    Path state;

    @ParameterizedTest
    @EnumSource(Placement.class)
    void noRecordIsLostOrStopsTheNext(Placement placement) {
        try (RecordFuzz fuzz = new RecordFuzz(Long.getLong("fuzz.seed", 1), placement, state)) {
            fuzz.run(SHORT);

            assertThat(fuzz.reasons())
                    .describedAs(fuzz.totals())
                    .contains(
                            "malformed-avro",
                            "malformed-json",
                            "unknown-wire-format",
                            "unknown-schema-id",
                            "incompatible-schema",
                            "invalid-tenant",
                            "in-the-future",
                            "time-out-of-range",
                            "redaction-failed, withheld");
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    @EnabledIfSystemProperty(named = "fuzz.records", matches = "[0-9]+")
    void noneOfManyRecordsIsLostOrStopsTheNext(Placement placement) {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("seed " + seed);
        try (RecordFuzz fuzz = new RecordFuzz(seed, placement, state)) {
            fuzz.run(Long.getLong("fuzz.records") / Placement.values().length);
            System.out.println(fuzz.totals());
        }
    }
}
