package dev.waybill.batch.ids;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.rows.MemoryRows;
import dev.waybill.batch.rows.MergedRows;
import dev.waybill.batch.rows.RowCursor;
import dev.waybill.batch.rows.RowLog;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdChunkTest {
    private static final int FULL = 4096;

    /** As many as it begins with, more, and as many as it takes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 129, FULL})
    void knowsItsEventsAlsoAfterItWasStored(int events) {
        // Given
        IdChunk chunk = new IdChunk();
        for (int i = 0; i < events; i++) {
            chunk.add(row(1_000L * (i / 3), "e" + i));
        }

        // When
        IdChunk stored = IdChunk.decode(chunk.encode());

        // Then
        for (IdChunk either : new IdChunk[] {chunk, stored}) {
            assertThat(either.isFull()).isEqualTo(events == FULL);
            assertThat(either.firstTime()).isZero();
            assertThat(either.lastTime()).isEqualTo(1_000L * ((events - 1) / 3));
            for (int i = 0; i < events; i++) {
                assertThat(either.contains(row(1_000L * (i / 3), "e" + i)))
                        .as("event %d", i)
                        .isTrue();
            }
            assertThat(either.contains(row(0, "e" + events))).isFalse();
            assertThat(either.contains(row(1, "e0"))).isFalse();
            assertThat(either.contains(row(-1, "e0"))).isFalse();
            assertThat(either.contains(row(1_000L * events, "e0"))).isFalse();
        }
    }

    /** In seven bits a byte a negative number takes ten. */
    @Test
    void keepsTimesBeforeTheEpochAndFarApart() {
        // Given
        IdChunk chunk = new IdChunk();
        long[] times = {Long.MIN_VALUE / 2, -1, 0, 127, 128, 1L << 40, Long.MAX_VALUE / 2};
        for (long time : times) {
            chunk.add(row(time, "e"));
        }

        // When
        IdChunk stored = IdChunk.decode(chunk.encode());

        // Then
        for (long time : times) {
            assertThat(stored.contains(row(time, "e"))).as("at %d", time).isTrue();
            assertThat(stored.contains(row(time + 1, "e"))).isEqualTo(time == -1 || time == 127);
        }
    }

    @Test
    void findsTheFirstAndTheLastOfManyAtOneTime() {
        // Given
        IdChunk chunk = new IdChunk();
        chunk.add(row(4, "before"));
        for (int i = 0; i < 100; i++) {
            chunk.add(row(5, "e" + i));
        }
        chunk.add(row(6, "behind"));

        // When, Then
        assertThat(chunk.contains(row(5, "e0"))).isTrue();
        assertThat(chunk.contains(row(5, "e99"))).isTrue();
        assertThat(chunk.contains(row(5, "before"))).isFalse();
        assertThat(chunk.contains(row(5, "behind"))).isFalse();
    }

    /** A row of its own. */
    static RowCursor row(long time, String id) {
        RowLog log = new RowLog(new ChunkPool(() -> 0));
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        log.append(time, 0, bytes, 0, bytes.length, bytes, bytes.length);
        MergedRows rows = new MergedRows();
        rows.add(new MemoryRows(log), 0);
        return rows.first();
    }
}
