package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition FIRST = new TopicPartition("waybill-batches-changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("waybill-batches-changelog", 1);

    private final RestoreProgress progress = new RestoreProgress();

    @Test
    void sumsUpWhatIsLeftOfAllChangelogs() {
        progress.onRestoreStart(FIRST, "batches", 100, 300);
        progress.onRestoreStart(SECOND, "batches", 0, 50);

        progress.onBatchRestored(FIRST, "batches", 150, 60);

        assertThat(progress.records()).isEqualTo(190);
    }

    @Test
    void forgetsWhatIsRestoredOrGivenAway() {
        progress.onRestoreStart(FIRST, "batches", 100, 300);
        progress.onRestoreStart(SECOND, "batches", 0, 50);

        progress.onRestoreEnd(FIRST, "batches", 190);
        progress.onRestoreSuspended(SECOND, "batches", 10);
        progress.onBatchRestored(SECOND, "batches", 20, 10);

        assertThat(progress.records()).isZero();
    }

    @Test
    void neverFallsBelowNothing() {
        progress.onRestoreStart(FIRST, "batches", 0, 10);

        progress.onBatchRestored(FIRST, "batches", 20, 20);

        assertThat(progress.records()).isZero();
    }
}
