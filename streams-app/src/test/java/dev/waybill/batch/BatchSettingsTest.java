package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {
    @Test
    void exportsBeginToEmitAtFixedTimesSpreadOverTheWholeSpread() {
        // Given
        BatchSettings settings = BatchSettings.DEFAULT.withSpread(Duration.ofSeconds(60));

        // When
        List<Long> offsets = IntStream.range(0, 1_000)
                .mapToObj(i -> settings.spreadOffset(new ExportId("tenant-" + i, "downloads"))
                        .toMillis())
                .toList();

        // Then
        assertThat(offsets).allMatch(millis -> millis >= 0 && millis < 60_000);
        IntStream.range(0, 10)
                .forEach(tenth -> assertThat(offsets)
                        .as("in second %d to %d", 6 * tenth, 6 * tenth + 6)
                        .filteredOn(millis -> millis / 6_000 == tenth)
                        .hasSizeBetween(50, 200));
        assertThat(settings.spreadOffset(new ExportId("tenant-7", "downloads")).toMillis())
                .isEqualTo(offsets.get(7));
    }

    @Test
    void withoutSpreadTheyBeginAtOnce() {
        assertThat(BatchSettings.DEFAULT.withSpread(Duration.ZERO).spreadOffset(new ExportId("acme", "all")))
                .isZero();
    }

    @Test
    void eachChangeLeavesTheOthersAlone() {
        // When
        BatchSettings changed = BatchSettings.DEFAULT
                .withSpread(Duration.ofSeconds(1))
                .withReplayDistance(Duration.ofSeconds(2))
                .withBlocks(4)
                .withRememberedIds(7)
                .withSlices(8, 9, Duration.ofSeconds(10));

        // Then
        assertThat(changed)
                .isEqualTo(new BatchSettings(
                        7, Duration.ofSeconds(1), Duration.ofSeconds(2), 4, 8, 9, Duration.ofSeconds(10)));
        assertThat(changed.withSpread(Duration.ofSeconds(11)))
                .isEqualTo(new BatchSettings(
                        7, Duration.ofSeconds(11), Duration.ofSeconds(2), 4, 8, 9, Duration.ofSeconds(10)));
    }
}
