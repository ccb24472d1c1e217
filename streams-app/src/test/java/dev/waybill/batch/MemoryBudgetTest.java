package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.rows.ChunkPool;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final int CHUNK = ChunkPool.CHUNK_SIZE;

    private final MemoryBudget budget = MemoryBudget.of(3L * CHUNK);
    private final MemoryBudget.Share first = budget.share();
    private final MemoryBudget.Share second = budget.share();

    @Test
    void keepsForAnyPartitionWhatAnotherGaveBack() {
        // Given
        byte[] chunk = new byte[CHUNK];

        // When
        first.chunks().give(chunk);

        // Then
        assertThat(second.chunks().take(CHUNK)).isSameAs(chunk);
        assertThat(second.chunks().take(CHUNK)).isNotSameAs(chunk);
    }

    @Test
    void keepsOnlyWhatRowsLeaveRoomFor() {
        // Given
        List<byte[]> chunks = List.of(new byte[CHUNK], new byte[CHUNK], new byte[CHUNK]);
        first.use(2 * CHUNK);

        // When
        chunks.forEach(second.chunks()::give);

        // Then
        assertThat(second.chunks().take(CHUNK)).isSameAs(chunks.get(0));
        byte[] next = second.chunks().take(CHUNK);
        assertThat(chunks.stream().noneMatch(chunk -> chunk == next)).isTrue();
    }

    @Test
    void letsGoOfWhatRowsNeed() {
        // Given
        byte[] chunk = new byte[CHUNK];
        first.chunks().give(chunk);

        // When
        second.use(3 * CHUNK);

        // Then
        assertThat(first.chunks().take(CHUNK)).isNotSameAs(chunk);
        assertThat(second.isExceeded()).isFalse();
    }
}
