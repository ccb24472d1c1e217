package dev.waybill.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowLogTest {
    private static final byte[] ID = {'e'};
    private static final byte[] ROW = new byte[300];

    private final ChunkPool pool = new ChunkPool(() -> Long.MAX_VALUE);

    @Test
    void countsArraysThatAreNotFull() {
        // Given
        RowLog rows = new RowLog(pool);

        // When
        rows.append(1, 1, ID, 0, 1, ROW, ROW.length);

        // Then
        assertThat(rows.memory()).isGreaterThanOrEqualTo(512).isGreaterThan(rows.size());
    }

    @Test
    void countsEachArrayOnceHoweverOftenItGrew() {
        int appended = 1_000;

        RowLog rows = filled(appended);

        long arrays = chunks(rows, rows.sortedPositions()).stream()
                .mapToLong(chunk -> chunk.length)
                .sum();
        assertThat(rows.memory()).isBetween(arrays + 4L * appended - 16, arrays + 8L * appended);
    }

    @Test
    void standsInTheArraysThatAnotherGaveBack() {
        // Given
        RowLog first = filled(200);
        int[] positions = first.sortedPositions();
        List<byte[]> arrays = chunks(first, positions);
        first.release();

        // When
        RowLog second = filled(200);

        // Then
        assertThat(arrays).hasSizeGreaterThan(3);
        assertThat(chunks(second, positions))
                .usingElementComparator((a, b) -> a == b ? 0 : 1)
                .isEqualTo(arrays);
    }

    private RowLog filled(int count) {
        RowLog rows = new RowLog(pool);
        for (int i = 0; i < count; i++) {
            rows.append(i, i, ID, 0, 1, ROW, ROW.length);
        }
        return rows;
    }

    /** The arrays that the entries stand in, each once. */
    private static List<byte[]> chunks(RowLog rows, int[] positions) {
        List<byte[]> chunks = new ArrayList<>();
        for (int position : positions) {
            if (chunks.stream().noneMatch(chunk -> chunk == rows.chunkOf(position))) {
                chunks.add(rows.chunkOf(position));
            }
        }
        return chunks;
    }
}
