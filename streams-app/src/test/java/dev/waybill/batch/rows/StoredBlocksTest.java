package dev.waybill.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.MapStore;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredBlocksTest {
    private static final int BLOCK = 200;
    /** What a row takes besides its id and its content. */
    private static final int OVERHEAD = 24;

    private static final BatchKey BATCH = new BatchKey(
            new ExportId("acme", "all"),
            new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z")),
            BatchKey.ON_TIME);

    private final MapStore store = new MapStore();
    private final StoreKeys keys = new StoreKeys();
    private final StoredBlocks blocks = new StoredBlocks(store, keys, BLOCK);
    private final ChunkPool pool = new ChunkPool(() -> 1 << 20);
    private final Run run = new Run(3, new RowLog(pool));

    @Test
    void rowsComeBackSortedHoweverManyBlocksTheyTake() {
        // Given
        for (int i = 20; i > 0; i--) {
            append(i, "row-" + i);
        }

        // When
        int written = write();

        // Then
        assertThat(written).isGreaterThan(2).isEqualTo(stored());
        assertThat(rows(run.stored().get(0)))
                .hasSize(20)
                .startsWith("1 row-1", "2 row-2", "3 row-3")
                .endsWith("20 row-20");
    }

    @Test
    void aBlockThatIsExactlyFullIsNotCut() {
        // Given
        int half = BLOCK / 2 - OVERHEAD - 1;
        append(1, "x".repeat(half));
        append(2, "y".repeat(half));

        // When, Then
        assertThat(write()).isEqualTo(1);
    }

    @Test
    void aBlockIsCutBeforeItIsLargerThanItShouldBe() {
        // Given
        int half = BLOCK / 2 - OVERHEAD - 1;
        append(1, "x".repeat(half));
        append(2, "y".repeat(half + 1));

        // When, Then
        assertThat(write()).isEqualTo(2);
    }

    @Test
    void aRowThatIsLargerThanABlockHasABlockOfItsOwn() {
        // Given
        String large = "z".repeat(300_000);
        append(1, "small");
        append(2, large);
        append(3, "small");

        // When
        int written = write();

        // Then
        assertThat(written).isEqualTo(3);
        assertThat(rows(run.stored().get(0))).containsExactly("1 small", "2 " + large, "3 small");
    }

    @Test
    void whatIsWrittenLaterStandsBehindAndIsAPieceOfItsOwn() {
        // Given
        append(2, "first");
        write();
        append(1, "second");
        write();

        // When
        List<Piece> pieces = run.stored();

        // Then
        assertThat(rows(pieces.get(0))).containsExactly("2 first");
        assertThat(rows(pieces.get(1))).containsExactly("1 second");
        assertThat(run.nextBlock()).isEqualTo(2);
    }

    @Test
    void allBlocksOfARunAreDeletedAndNoOthers() {
        // Given
        Run other = new Run(4, new RowLog(pool));
        other.memory().append(1, 1, new byte[] {'e'}, 0, 1, new byte[] {'r'}, 1);
        blocks.write(BATCH, other);
        for (int i = 0; i < 20; i++) {
            append(i, "row");
        }
        write();
        append(21, "row");
        write();

        // When
        blocks.delete(BATCH, run);

        // Then
        assertThat(stored()).isEqualTo(1);
        assertThat(store.find(keys.block(BATCH, 4, 0))).isNotNull();
    }

    @Test
    void aMissingBlockIsNamed() {
        // Given
        append(1, "row");
        write();
        blocks.delete(BATCH, run);

        // When, Then
        assertThatThrownBy(() -> rows(run.stored().get(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "block 0 of run 3 of acme/all window .*2026-03-04T05:00:00Z.* is missing from the store");
    }

    @Test
    void aDamagedBlockIsRefused() {
        // Given
        append(1, "row");
        write();
        byte[] key = keys.block(BATCH, 3, 0);
        byte[] longer = store.find(key).clone();
        ByteBuffer.wrap(longer).putInt(ByteBuffer.wrap(longer).getInt() + 1);
        byte[] garbage = new byte[40];
        ByteBuffer.wrap(garbage).putInt(30);

        // When, Then
        store.put(key, longer);
        assertThatThrownBy(() -> rows(run.stored().get(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stored block is damaged: 28 bytes instead of 29");
        store.put(key, garbage);
        assertThatThrownBy(() -> rows(run.stored().get(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stored block is damaged: Unknown frame descriptor");
    }

    private void append(long time, String row) {
        byte[] bytes = row.getBytes(StandardCharsets.US_ASCII);
        run.memory().append(time, time, new byte[] {'e'}, 0, 1, bytes, bytes.length);
    }

    private int write() {
        int first = run.nextBlock();
        int written = blocks.write(BATCH, run);
        run.moveToStore(first, written, new RowLog(pool));
        return written;
    }

    private List<String> rows(Piece piece) {
        RowCursor cursor = blocks.read(BATCH, run, piece);
        List<String> rows = new ArrayList<>();
        while (cursor.next()) {
            rows.add(cursor.time() + " "
                    + new String(cursor.buffer(), cursor.rowStart(), cursor.rowLength(), StandardCharsets.US_ASCII));
        }
        return rows;
    }

    private int stored() {
        int[] stored = {0};
        store.scan(new byte[] {'B'}, (key, value) -> stored[0]++);
        return stored[0];
    }
}
