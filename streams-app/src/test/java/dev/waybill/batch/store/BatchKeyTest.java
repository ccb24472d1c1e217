package dev.waybill.batch.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BatchKeyTest {
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final Window WINDOW =
            new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));
    private static final long HOUR_OF_ARRIVAL = BatchKey.hourOf(millis("2026-03-04T08:30:00Z"));
    private static final BatchKey ON_TIME = new BatchKey(new ExportId("acme", "all"), WINDOW, BatchKey.ON_TIME);
    private static final BatchKey LATE = new BatchKey(new ExportId("acme", "all"), WINDOW, HOUR_OF_ARRIVAL);

    @Test
    void theBatchOnTimeIsDueWhenWindowGraceAndSlackAreOver() {
        assertThat(ON_TIME.isLate()).isFalse();
        assertThat(ON_TIME.windowDueMillis(GRACE)).isEqualTo(millis("2026-03-04T06:10:00Z"));
        assertThat(ON_TIME.dueMillis(GRACE, SLACK)).isEqualTo(millis("2026-03-04T06:10:10Z"));
    }

    @Test
    void aLateBatchIsDueWhenItsHourAndTheSlackAreOver() {
        assertThat(LATE.isLate()).isTrue();
        assertThat(LATE.lateHourStart()).isEqualTo(Instant.parse("2026-03-04T08:00:00Z"));
        assertThat(LATE.windowDueMillis(GRACE)).isEqualTo(millis("2026-03-04T06:10:00Z"));
        assertThat(LATE.dueMillis(GRACE, SLACK)).isEqualTo(millis("2026-03-04T09:00:10Z"));
    }

    @Test
    void hoursBeforeTheEpochAreNegative() {
        assertThat(BatchKey.hourOf(0)).isZero();
        assertThat(BatchKey.hourOf(-1)).isEqualTo(-1);
        assertThat(BatchKey.hourOf(3_599_999)).isZero();
        assertThat(BatchKey.hourOf(3_600_000)).isEqualTo(1);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
