package dev.waybill.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows come out by event time, then by id, then in the order of the log. */
class RowOrderTest {
    private record Row(long time, String id, long offset) {}

    private static final Comparator<Row> ORDER =
            Comparator.comparingLong(Row::time).thenComparing(Row::id).thenComparingLong(Row::offset);

    private final RowLog log = new RowLog(new ChunkPool(() -> 1 << 20));

    /** Up to all that a long can hold, where a time and a number do not fit into one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 40, 57, 58, 62, 63, 64})
    void howeverFarTheirTimesLieApart(int bits) {
        // Given
        Random random = new Random(bits);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long time = bits == 64 ? random.nextLong() : random.nextLong() >>> 64 - bits;
            add(rows, new Row(time, "e" + random.nextInt(20), i));
        }

        // When, Then
        assertThat(inOrder()).isEqualTo(sorted(rows));
    }

    @Test
    void whereAllHappenedAtTheSameTime() {
        // Given
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            add(rows, new Row(7, "e" + (100 - i) % 30, i));
        }

        // When, Then
        assertThat(inOrder()).isEqualTo(sorted(rows));
    }

    @Test
    void whereTheyWereReadInThatOrder() {
        // Given
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            add(rows, new Row(-50 + i / 2, "e" + i % 2, i));
        }

        // When, Then
        assertThat(inOrder()).isEqualTo(rows);
    }

    /** As unsigned bytes, and a shorter id before those that begin with it. */
    @Test
    void idsAreOrderedByTheirBytes() {
        // Given
        List<Row> rows = new ArrayList<>();
        for (String id : List.of("é", "ab", "z", "a", "Z")) {
            add(rows, new Row(1, id, rows.size()));
        }

        // When, Then
        assertThat(inOrder()).extracting(Row::id).containsExactly("Z", "a", "ab", "z", "é");
    }

    @Test
    void ofNoRowsThereIsNoOrder() {
        assertThat(inOrder()).isEmpty();
    }

    @Test
    void rowsKeepWhatTheyAreMadeOf() {
        // Given
        byte[] id = "..id..".getBytes(StandardCharsets.US_ASCII);
        byte[] row = "row,1".getBytes(StandardCharsets.US_ASCII);
        log.append(5, 99, id, 2, 2, row, 3);

        // When
        MemoryRows rows = new MemoryRows(log);

        // Then
        assertThat(rows.next()).isTrue();
        assertThat(rows.passed()).isZero();
        assertThat(rows.time()).isEqualTo(5);
        assertThat(new String(rows.buffer(), rows.idStart(), rows.idLength(), StandardCharsets.US_ASCII))
                .isEqualTo("id");
        assertThat(new String(rows.buffer(), rows.rowStart(), rows.rowLength(), StandardCharsets.US_ASCII))
                .isEqualTo("row");
        assertThat(rows.next()).isFalse();
        assertThat(rows.passed()).isEqualTo(1);
    }

    @Test
    void someOfThemAreListedInTheOrderOfTheLog() {
        // Given
        List<Row> rows = new ArrayList<>();
        for (int time : new int[] {5, 1, 4, 2, 3}) {
            add(rows, new Row(time, "e", rows.size()));
        }

        // When
        int[] positions = new MemoryRows(log).inLogOrder(1, 4);

        // Then
        assertThat(positions).hasSize(3);
        assertThat(List.of(log.offsetAt(positions[0]), log.offsetAt(positions[1]), log.offsetAt(positions[2])))
                .containsExactly(2L, 3L, 4L);
    }

    private void add(List<Row> rows, Row row) {
        rows.add(row);
        byte[] id = row.id().getBytes(StandardCharsets.UTF_8);
        log.append(row.time(), row.offset(), id, 0, id.length, new byte[row.id().length() * 50], id.length * 5);
    }

    private List<Row> inOrder() {
        List<Row> rows = new ArrayList<>();
        MemoryRows cursor = new MemoryRows(log);
        while (cursor.next()) {
            rows.add(new Row(
                    cursor.time(),
                    new String(cursor.buffer(), cursor.idStart(), cursor.idLength(), StandardCharsets.UTF_8),
                    cursor.offset));
        }
        return rows;
    }

    private static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(ORDER).toList();
    }
}
