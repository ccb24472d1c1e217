package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowRowsTest {
    @Test
    void holdsWhatAMapWouldHold() {
        // Given
        Random random = new Random(11);
        WindowRows rows = new WindowRows();
        Map<Long, Long> oracle = new TreeMap<>();

        // When
        for (int i = 0; i < 4_000; i++) {
            long start = random.nextInt(700) * 3600L;
            rows.update(start, start + 3600, row -> {
                row.set(WindowRow.RECORDED);
                row.delivered++;
            });
            oracle.merge(start, 1L, Long::sum);
        }

        // Then
        assertThat(rows.size()).isEqualTo(oracle.size());
        assertThat(rows.between(Long.MIN_VALUE, Long.MAX_VALUE))
                .extracting(row -> Map.entry(row.start, row.delivered))
                .containsExactlyElementsOf(oracle.entrySet().stream()
                        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                        .toList());
        for (long hour = -1; hour < 701; hour++) {
            long start = hour * 3600;
            assertThat(rows.find(start).map(row -> row.delivered).orElse(0L)).isEqualTo(oracle.getOrDefault(start, 0L));
            assertThat(rows.find(start + 1)).isEmpty();
        }
        assertThat(rows.between(100 * 3600, 103 * 3600))
                .extracting(row -> row.start)
                .containsExactlyElementsOf(oracle.keySet().stream()
                        .filter(start -> start >= 100 * 3600 && start < 103 * 3600)
                        .toList());
    }

    @Test
    void forgetsPiecesThatNobodyHasSpokenOfSince() {
        // Given
        WindowRows rows = new WindowRows();
        for (long hour = 0; hour < 200; hour++) {
            long start = hour * 3600;
            rows.update(start, start + 3600, row -> row.touched = start);
        }
        rows.update(0, 3600, row -> row.touched = 1_000_000_000);
        long before = rows.bytes();

        // When
        rows.forget(150 * 3600);

        // Then
        List<WindowRow> left = rows.between(Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(left).hasSize(rows.size()).hasSizeLessThan(140);
        assertThat(left).extracting(row -> row.start).contains(0L, 150 * 3600L, 199 * 3600L);
        assertThat(left)
                .as("a piece is kept or goes as a whole")
                .extracting(row -> row.start)
                .doesNotContain(100 * 3600L);
        assertThat(rows.bytes()).isLessThan(before);
        rows.forget(Long.MAX_VALUE);
        assertThat(rows.bytes()).isZero();
        assertThat(rows.size()).isZero();
    }

    @Test
    void holdsNoMoreThanItMay() {
        // Given
        WindowRows rows = new WindowRows();

        // When
        for (long minute = 0; minute < WindowRows.MAX + 1_000L; minute++) {
            rows.update(minute * 60, minute * 60 + 60, row -> {});
        }

        // Then
        assertThat(rows.size()).isBetween(WindowRows.MAX - WindowRows.PIECE, WindowRows.MAX);
        assertThat(rows.find((WindowRows.MAX + 999L) * 60)).isPresent();
        assertThat(rows.find(0)).isEmpty();
    }
}
