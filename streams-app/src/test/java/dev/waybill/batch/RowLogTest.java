package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowLogTest {
    private static final byte[] ID = {'e'};
    private static final byte[] ROW = new byte[300];

    private final List<byte[]> taken = new ArrayList<>();
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
        // Given
        RowLog rows = new RowLog(pool);
        int appended = 1_000;

        // When
        for (int i = 0; i < appended; i++) {
            rows.append(i, i, ID, 0, 1, ROW, ROW.length);
        }

        // Then
        for (int position : rows.sortedPositions()) {
            if (taken.stream().noneMatch(chunk -> chunk == rows.chunkOf(position))) {
                taken.add(rows.chunkOf(position));
            }
        }
        long arrays = taken.stream().mapToLong(chunk -> chunk.length).sum();
        assertThat(rows.memory()).isBetween(arrays + 4L * appended - 16, arrays + 8L * appended);
    }
}
