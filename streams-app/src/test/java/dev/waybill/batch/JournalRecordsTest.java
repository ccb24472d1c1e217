package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.rows.RowLog;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From one record to the next, and from one start to the next. */
class JournalRecordsTest {
    private static final ExportId A = new ExportId("acme", "a");
    private static final ExportId B = new ExportId("acme", "b");

    private final MapStore store = new MapStore();
    private final Journal journal = new Journal(store, new StoreKeys());

    @Test
    void everyRowKnowsHowManyExportsTookItsRecordHoweverManyTheyAre() {
        // Given
        List<RowLog> rows = new ArrayList<>();
        journal.begin(7);

        // When
        for (int i = 0; i < 10; i++) {
            rows.add(row(7));
        }
        journal.withhold(A);
        journal.end();

        // Then
        assertThat(rows).allMatch(log -> log.takersAt(log.lastPosition()) == 11);
    }

    @Test
    void rowsAndTicketsOfARecordAreNotThoseOfTheNext() {
        // Given
        journal.begin(7);
        row(7);
        row(7);
        journal.withhold(A);
        journal.refuse();
        journal.end();

        // When
        journal.begin(8);
        RowLog alone = row(8);
        journal.end();
        journal.save(0);

        // Then
        assertThat(alone.takersAt(alone.lastPosition())).isEqualTo(1);
        Journal restored = restored(0);
        restored.begin(7);
        assertThat(restored.isSettled(A)).isTrue();
        assertThat(restored.isRefused()).isTrue();
        restored.begin(8);
        assertThat(restored.isSettled(A)).isFalse();
        assertThat(restored.isRefused()).isFalse();
    }

    @Test
    void knowsWhetherThereIsSomethingToWriteDown() {
        // Given
        boolean atFirst = journal.isChanged();
        journal.begin(7);
        journal.refuse();
        journal.end();
        boolean decided = journal.isChanged();

        // When
        journal.save(0);

        // Then
        assertThat(atFirst).isFalse();
        assertThat(decided).isTrue();
        assertThat(journal.isChanged()).isFalse();
    }

    @Test
    void theRecordAtTheBookmarkIsReadAgainAndTheOneBeforeIsNot() {
        // Given
        journal.begin(10);
        journal.refuse();
        journal.end();

        // When
        journal.save(10);
        int kept = pages();
        journal.save(11);

        // Then
        assertThat(kept).isEqualTo(1);
        assertThat(pages()).isZero();
    }

    @Test
    void pagesOfTheProcessBeforeAreForgottenOneByOneWithTheBookmark() {
        // Given
        for (long offset = 0; offset < 5_000; offset++) {
            journal.begin(offset);
            journal.refuse();
            journal.end();
            journal.save(0);
        }
        int before = pages();
        Journal restored = restored(0);

        // When
        restored.save(2_500);
        int half = pages();
        restored.save(5_000);

        // Then
        assertThat(before).isGreaterThan(4);
        assertThat(half).isBetween(before / 2, before / 2 + 1);
        assertThat(pages()).isZero();
    }

    @Test
    void pagesOfTheProcessBeforeAreNotOverwritten() {
        // Given
        journal.begin(7);
        journal.refuse();
        journal.end();
        journal.save(0);
        Journal second = restored(0);
        second.replayed();
        second.begin(8);
        second.withhold(B);
        second.end();

        // When
        second.save(0);

        // Then
        Journal third = restored(0);
        third.begin(7);
        assertThat(third.isRefused()).isTrue();
        third.begin(8);
        assertThat(third.isSettled(B)).isTrue();
    }

    /** Offsets are looked up no more once what was to be read again is behind. */
    @Test
    void newRecordsAreJudgedByThemselves() {
        // Given
        journal.begin(7);
        journal.refuse();
        journal.withhold(A);
        journal.end();
        journal.save(0);
        Journal restored = restored(0);

        // When
        restored.replayed();
        restored.begin(7);

        // Then
        assertThat(restored.isRefused()).isFalse();
        assertThat(restored.isSettled(A)).isFalse();
        assertThat(restored.isComplete()).isFalse();
        assertThat(restored.isSettledForOther("globex")).isFalse();
    }

    /** What is held in memory of what has not been written down is bounded. */
    @Test
    void aPageThatIsVeryLargeIsWrittenAtOnce() {
        // Given
        RowLog rows = new RowLog(new ChunkPool(() -> 1 << 20));
        for (long offset = 0; offset < 70_000; offset++) {
            append(rows, offset * 2);
        }

        // When
        journal.settle(new Lane(A, 0), rows, rows.positions());

        // Then
        assertThat(pages()).isPositive();
    }

    private Journal restored(long bookmark) {
        Journal restored = new Journal(store, new StoreKeys());
        restored.restore(bookmark);
        return restored;
    }

    private int pages() {
        int[] pages = {0};
        store.scan(StoreKeys.JOURNAL, (key, value) -> pages[0]++);
        return pages[0];
    }

    private RowLog row(long offset) {
        RowLog rows = new RowLog(new ChunkPool(() -> 1 << 20));
        append(rows, offset);
        journal.row(rows);
        return rows;
    }

    private static void append(RowLog rows, long offset) {
        byte[] id = "e".getBytes(StandardCharsets.US_ASCII);
        rows.append(offset, offset, id, 0, id.length, id, id.length);
    }
}
