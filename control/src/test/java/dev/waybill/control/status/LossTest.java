package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.progress.LaneProgress.Backlog;
import dev.waybill.control.progress.RecordGlance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final Map<String, String> BY_TIME = Map.of("retention.ms", "86400000", "retention.bytes", "-1");
    private static final Map<String, String> BY_SIZE = Map.of("retention.ms", "-1", "retention.bytes", "1000");

    @Test
    void byTimeItIsWhenTheOldestIsOldEnough() {
        assertThat(loss("2026-03-04T02:00:00Z", OptionalLong.empty(), BY_TIME))
                .contains(new Loss(Duration.ofHours(14), "retention.ms"));
        assertThat(loss("2026-03-01T00:00:00Z", OptionalLong.empty(), BY_TIME))
                .as("overdue: brokers remove whole segments")
                .contains(new Loss(Duration.ZERO, "retention.ms"));
    }

    @Test
    void bySizeItGoesOnAsFastAsSinceTheOldest() {
        assertThat(loss("2026-03-04T10:00:00Z", OptionalLong.of(250), BY_SIZE))
                .contains(new Loss(Duration.ofHours(6), "retention.bytes"));
    }

    @Test
    void whereNoBytesAreLeftSizeRemovesNothing() {
        assertThat(loss("2026-03-04T10:00:00Z", OptionalLong.of(0), BY_SIZE)).isEmpty();
        assertThat(loss("2026-03-04T10:00:00Z", OptionalLong.of(2000), BY_SIZE))
                .as("overdue: brokers remove whole segments")
                .contains(new Loss(Duration.ZERO, "retention.bytes"));
    }

    @Test
    void theEarlierOneCounts() {
        assertThat(loss(
                        "2026-03-04T10:00:00Z",
                        OptionalLong.of(900),
                        Map.of("retention.ms", "86400000", "retention.bytes", "1000")))
                .map(Loss::rule)
                .contains("retention.bytes");
    }

    @Test
    void nobodyCanTellWithoutSizesOrAPace() {
        assertThat(loss("2026-03-04T10:00:00Z", OptionalLong.empty(), BY_SIZE)).isEmpty();
        assertThat(loss("2026-03-04T11:59:00Z", OptionalLong.of(900), BY_SIZE)).isEmpty();
        assertThat(loss("2026-03-04T10:00:00Z", OptionalLong.of(900), Map.of())).isEmpty();
        assertThat(Loss.of(new Backlog(Optional.empty(), 0), OptionalLong.of(0), BY_TIME, NOW))
                .as("nothing waits")
                .isEmpty();
    }

    private static Optional<Loss> loss(String since, OptionalLong bytes, Map<String, String> config) {
        Instant written = Instant.parse(since);
        RecordGlance oldest = new RecordGlance(
                1, written, 5, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(written));
        return Loss.of(new Backlog(Optional.of(oldest), 3), bytes, config, NOW);
    }
}
