package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SliceBudgetTest {
    private static final int MANY = 1_000_000;

    private long nanos = 7;

    @Test
    void isUsedUpWithItsLastByte() {
        // Given
        SliceBudget budget = budget(100, MANY);

        // When
        budget.useBytes(99);
        boolean before = budget.isUsedUp();
        budget.useBytes(1);

        // Then
        assertThat(before).isFalse();
        assertThat(budget.isUsedUp()).isTrue();
    }

    @Test
    void isUsedUpWithItsLastPart() {
        // Given
        SliceBudget budget = budget(MANY, 2);

        // When
        budget.usePart();
        boolean before = budget.isUsedUp();
        budget.usePart();

        // Then
        assertThat(before).isFalse();
        assertThat(budget.isUsedUp()).isTrue();
    }

    /** Batches that go to the store and parts are not counted together. */
    @Test
    void isUsedUpWithItsLastBatchThatGoesToTheStore() {
        // Given
        SliceBudget budget = budget(MANY, 2);

        // When
        budget.useFlush();
        budget.usePart();
        boolean before = budget.isUsedUp();
        budget.useFlush();

        // Then
        assertThat(before).isFalse();
        assertThat(budget.isUsedUp()).isTrue();
    }

    @Test
    void isUsedUpWhenItsTimeIsOver() {
        // Given
        SliceBudget byPart = budget(MANY, MANY);
        SliceBudget byFlush = budget(MANY, MANY);

        // When
        nanos += Duration.ofSeconds(1).toNanos() - 1;
        byPart.usePart();
        byFlush.useFlush();
        boolean before = byPart.isUsedUp() || byFlush.isUsedUp();
        nanos++;
        byPart.usePart();
        byFlush.useFlush();

        // Then
        assertThat(before).isFalse();
        assertThat(byPart.isUsedUp()).isTrue();
        assertThat(byFlush.isUsedUp()).isTrue();
    }

    /** Asking what time it is costs more than a row. */
    @Test
    void looksAtTheClockEvery256Rows() {
        // Given
        SliceBudget budget = budget(MANY, MANY);
        for (int row = 0; row < 256; row++) {
            budget.useBytes(1);
        }
        nanos += Duration.ofSeconds(1).toNanos();

        // When
        for (int row = 0; row < 255; row++) {
            budget.useBytes(1);
        }
        boolean before = budget.isUsedUp();
        budget.useBytes(1);

        // Then
        assertThat(before).isFalse();
        assertThat(budget.isUsedUp()).isTrue();
    }

    private SliceBudget budget(long bytes, int parts) {
        return new SliceBudget(BatchSettings.DEFAULT.withSlices(bytes, parts, Duration.ofSeconds(1)), () -> nanos);
    }
}
