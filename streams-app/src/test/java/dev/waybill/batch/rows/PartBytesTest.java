package dev.waybill.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartBytesTest {
    private final ChunkPool pool = new ChunkPool(() -> 1 << 20);
    private final PartBytes bytes = new PartBytes(pool);

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                ChunkPool.CHUNK_SIZE - 1,
                ChunkPool.CHUNK_SIZE,
                ChunkPool.CHUNK_SIZE + 1,
                2 * ChunkPool.CHUNK_SIZE,
                3 * ChunkPool.CHUNK_SIZE + 17
            })
    void whatWasWrittenInPiecesComesOutAsAWhole(int length) {
        byte[] expected = random(length);

        int at = 0;
        for (int piece = 1; at < length; piece = piece * 3 + 1) {
            int count = Math.min(piece, length - at);
            bytes.write(expected, at, count);
            at += count;
        }

        assertThat(bytes.take()).isEqualTo(expected);
    }

    @Test
    void thePartAfterBeginsEmpty() {
        bytes.write(random(ChunkPool.CHUNK_SIZE + 5), 0, ChunkPool.CHUNK_SIZE + 5);
        bytes.take();

        bytes.write('x');

        assertThat(bytes.take()).isEqualTo(new byte[] {'x'});
    }

    @Test
    void chunksGoBackToThePool() {
        byte[] chunk = pool.take(ChunkPool.CHUNK_SIZE);
        pool.give(chunk);

        bytes.write('x');
        bytes.take();

        assertThat(pool.take(ChunkPool.CHUNK_SIZE)).isSameAs(chunk);
    }

    @Test
    void aPartThatWasTakenOutDoesNotChangeAnyMore() {
        byte[] first = random(100);
        bytes.write(first, 0, first.length);
        byte[] part = bytes.take();

        bytes.write(new byte[100], 0, 100);

        assertThat(part).isEqualTo(first);
    }

    private static byte[] random(int length) {
        byte[] random = new byte[length];
        new Random(length).nextBytes(random);
        return random;
    }
}
