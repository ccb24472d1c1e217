package dev.waybill.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPoolTest {
    private long room = Long.MAX_VALUE;
    private final ChunkPool pool = new ChunkPool(() -> room);

    @ParameterizedTest
    @CsvSource({"1,512", "512,512", "513,1024", "1024,1024", "40000,65536", "65536,65536", "65537,65537"})
    void takesTheNextSizeThatIsKept(int wanted, int length) {
        assertThat(pool.take(wanted)).hasSize(length);
    }

    @Test
    void keepsEachSizeApart() {
        // Given
        List<byte[]> chunks =
                IntStream.range(0, 8).mapToObj(i -> pool.take(512 << i)).toList();

        // When
        chunks.forEach(pool::give);

        // Then
        for (byte[] chunk : chunks) {
            assertThat(pool.take(chunk.length)).isSameAs(chunk);
            assertThat(pool.take(chunk.length)).isNotSameAs(chunk);
        }
    }

    @Test
    void leavesArraysOfOtherSizesToTheCollector() {
        byte[] large = pool.take(ChunkPool.CHUNK_SIZE + 1);

        pool.give(large);

        assertThat(pool.take(large.length)).isNotSameAs(large);
    }

    @Test
    void letsTheLargestGoFirstAndNoMoreThanItMust() {
        // Given
        byte[] small = pool.take(512);
        byte[] medium = pool.take(1024);
        byte[] large = pool.take(2048);
        List.of(small, medium, large).forEach(pool::give);

        // When
        room = 1536;
        pool.shrink();

        // Then
        assertThat(pool.take(2048)).isNotSameAs(large);
        assertThat(pool.take(1024)).isSameAs(medium);
        assertThat(pool.take(512)).isSameAs(small);
    }
}
