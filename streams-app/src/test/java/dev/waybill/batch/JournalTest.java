package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.rows.RowLog;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final ExportId A = new ExportId("acme", "a");
    private static final ExportId B = new ExportId("acme", "b");
    private static final ExportId C = new ExportId("acme", "c");

    private final MapStore store = new MapStore();
    private final Journal journal = new Journal(store, new StoreKeys());

    @Test
    void aRefusedRecordIsKnownByItsOffset() {
        // Given
        journal.begin(7);
        journal.refuse();
        journal.end();
        journal.save(5);

        // When
        Journal restored = restored(5);

        // Then
        restored.begin(6);
        assertThat(restored.isRefused()).isFalse();
        restored.begin(7);
        assertThat(restored.isRefused()).isTrue();
        restored.begin(8);
        assertThat(restored.isRefused()).isFalse();
    }

    @Test
    void aRecordIsCompleteWhenAllExportsThatTookItHaveIt() {
        // Given
        journal.begin(7);
        RowLog a = row(7);
        RowLog b = row(7);
        journal.withhold(C);
        journal.end();
        journal.settle(new Lane(A, 0), a, a.positions());
        journal.save(0);
        Journal before = restored(0);

        // When
        journal.settle(new Lane(B, 0), b, b.positions());
        journal.save(0);
        Journal after = restored(0);

        // Then
        before.begin(7);
        assertThat(before.isComplete()).isFalse();
        assertThat(before.isSettled(A)).isTrue();
        assertThat(before.isSettled(B)).isFalse();
        assertThat(before.isSettled(C)).isTrue();
        assertThat(before.isSettledForOther("acme")).isFalse();
        assertThat(before.isSettledForOther("globex")).isTrue();
        after.begin(7);
        assertThat(after.isComplete()).isTrue();
    }

    /** At first three exports took it; when it was read again, only one of the two that did not have it. */
    @Test
    void ofSeveralJudgementsTheLastOneCounts() {
        // Given
        journal.begin(7);
        RowLog a = row(7);
        row(7);
        row(7);
        journal.end();
        journal.settle(new Lane(A, 0), a, a.positions());
        journal.save(0);
        Journal again = restored(0);
        again.begin(7);
        RowLog b = rowOf(7, 1);
        again.row(b);
        again.end();

        // When
        again.settle(new Lane(B, 0), b, b.positions());
        again.save(0);
        Journal last = restored(0);

        // Then
        last.begin(7);
        assertThat(last.isComplete()).isTrue();
    }

    @Test
    void whatIsReadAgainCountsWhoHasTheRecordAlready() {
        // Given
        journal.begin(7);
        RowLog a = row(7);
        row(7);
        journal.end();
        journal.settle(new Lane(A, 0), a, a.positions());
        journal.save(0);
        Journal again = restored(0);

        // When
        again.begin(7);
        RowLog b = rowOf(7, 1);
        again.row(b);
        again.end();

        // Then
        assertThat(b.takersAt(b.lastPosition())).isEqualTo(2);
    }

    @Test
    void whatTheBookmarkHasPassedIsForgotten() {
        // Given
        for (long offset = 0; offset < 10_000; offset += 2) {
            journal.begin(offset);
            journal.refuse();
            journal.end();
            journal.save(0);
        }
        long pages = pages();

        // When
        journal.save(9_000);
        long left = pages();
        journal.save(10_000);

        // Then
        assertThat(pages).isBetween(5L, 50L);
        assertThat(left).isBetween(1L, pages / 5);
        assertThat(pages()).isZero();
    }

    @Test
    void whatLiesBeforeTheBookmarkIsNotWrittenDown() {
        // Given
        RowLog rows = new RowLog(new ChunkPool(() -> 1 << 20));
        for (int offset = 0; offset < 100; offset++) {
            append(rows, offset);
        }
        journal.save(100);

        // When
        journal.settle(new Lane(A, 0), rows, rows.positions());
        journal.save(100);

        // Then
        assertThat(pages()).isZero();
    }

    /** More than one page takes. */
    @Test
    void manyDecisionsComeBackAsTheyWere() {
        // Given
        Random random = new Random(1);
        List<Long> offsets = new ArrayList<>();
        RowLog rows = new RowLog(new ChunkPool(() -> 1 << 20));
        long offset = 5_000_000_000L;
        for (int i = 0; i < 200_000; i++) {
            offset += 1 + random.nextInt(i % 100 == 0 ? 1_000_000 : 3);
            offsets.add(offset);
            append(rows, offset);
            if (random.nextInt(4) == 0) {
                rows.setTakers(rows.lastPosition(), 2 + random.nextInt(300));
            }
        }
        journal.settle(new Lane(A, 0), rows, rows.positions());
        journal.save(0);

        // When
        Journal restored = restored(0);

        // Then
        assertThat(pages()).isGreaterThan(2);
        int[] positions = rows.positions();
        for (int i = 0; i < offsets.size(); i++) {
            restored.begin(offsets.get(i));
            assertThat(restored.isSettled(A)).isTrue();
            assertThat(restored.isComplete()).isEqualTo(rows.takersAt(positions[i]) == 1);
            if (i + 1 < offsets.size() && offsets.get(i + 1) > offsets.get(i) + 1) {
                restored.begin(offsets.get(i) + 1);
                assertThat(restored.isSettled(A)).isFalse();
            }
        }
    }

    private Journal restored(long bookmark) {
        Journal restored = new Journal(store, new StoreKeys());
        restored.restore(bookmark);
        return restored;
    }

    private long pages() {
        AtomicLong pages = new AtomicLong();
        store.scan(StoreKeys.JOURNAL, (key, value) -> pages.incrementAndGet());
        return pages.get();
    }

    /** A row of the record at hand. */
    private RowLog row(long offset) {
        RowLog rows = rowOf(offset, 1);
        journal.row(rows);
        return rows;
    }

    private static RowLog rowOf(long offset, int takers) {
        RowLog rows = new RowLog(new ChunkPool(() -> 1 << 20));
        append(rows, offset);
        rows.setTakers(rows.lastPosition(), takers);
        return rows;
    }

    private static void append(RowLog rows, long offset) {
        byte[] id = ("e" + offset).getBytes(StandardCharsets.US_ASCII);
        rows.append(offset, offset, id, 0, id.length, id, id.length);
    }
}
