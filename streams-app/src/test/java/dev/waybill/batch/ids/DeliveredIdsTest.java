package dev.waybill.batch.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.MapStore;
import dev.waybill.batch.store.ExportWindow;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveredIdsTest {
    private static final ExportId ACME = new ExportId("acme", "all");
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final long LATENESS = Duration.ofHours(2).toMillis();
    /** For two windows of ten rows, and not for three. */
    private static final long REMEMBERED = 2 * bytes(10);

    private final MapStore store = new MapStore();
    private final StoreKeys keys = new StoreKeys();
    private final Set<ExportWindow> needed = new HashSet<>();
    private DeliveredIds ids = opened();

    @Test
    void knowsWhatWasDeliveredOfAWindowAndOfNoOther() {
        // Given
        remember(0, "a", "b");

        // When, Then
        assertThat(knows(0, "a")).isTrue();
        assertThat(knows(0, "b")).isTrue();
        assertThat(knows(0, "c")).isFalse();
        assertThat(knows(1, "a")).isFalse();
        assertThat(ids.lookupNothing().contains(IdChunkTest.row(0, "a"))).isFalse();
    }

    @Test
    void knowsItAfterARestart() {
        // Given
        remember(0, "a", "b");
        remember(0, "c");
        remember(1, "d");

        // When
        ids = opened();

        // Then
        assertThat(knows(0, "b")).isTrue();
        assertThat(knows(0, "c")).isTrue();
        assertThat(knows(1, "d")).isTrue();
        assertThat(knows(1, "a")).isFalse();
    }

    /** Parts of several runs, whose times overlap. */
    @Test
    void looksIntoEveryChunkThatATimeFallsInto() {
        // Given
        rememberAt(0, new long[] {10, 30}, "early");
        rememberAt(0, new long[] {20, 40}, "late");
        rememberAt(0, new long[] {30, 30}, "middle");
        DeliveredIds.Lookup lookup = ids.lookup(window(0));

        // When, Then
        assertThat(lookup.contains(IdChunkTest.row(10, "early"))).isTrue();
        assertThat(lookup.contains(IdChunkTest.row(20, "early"))).isFalse();
        assertThat(lookup.contains(IdChunkTest.row(20, "late"))).isTrue();
        assertThat(lookup.contains(IdChunkTest.row(30, "early"))).isTrue();
        assertThat(lookup.contains(IdChunkTest.row(30, "middle"))).isTrue();
        assertThat(lookup.contains(IdChunkTest.row(30, "late"))).isFalse();
        assertThat(lookup.contains(IdChunkTest.row(40, "early"))).isFalse();
        assertThat(lookup.contains(IdChunkTest.row(40, "late"))).isTrue();
        assertThat(lookup.contains(IdChunkTest.row(41, "late"))).isFalse();
    }

    @Test
    void forgetsTheWindowThatWasDueFirstWhenThereAreTooManyAndLatenessHasPassed() {
        // Given
        for (int hour = 0; hour < 3; hour++) {
            remember(hour, "e");
        }
        close(0, due(0));
        close(1, due(1));
        close(2, due(0) + LATENESS - 1);
        boolean before = ids.isForgotten(window(0), due(0));

        // When
        close(3, due(0) + LATENESS);

        // Then
        assertThat(before).isFalse();
        assertThat(ids.isForgotten(window(0), due(0))).isTrue();
        assertThat(ids.isForgotten(window(1), due(1))).isFalse();
        assertThat(knows(0, "e")).isFalse();
        assertThat(knows(1, "e")).isTrue();
        assertThat(store.find(keys.idIndex(ACME, window(0).window()))).isNull();
        assertThat(store.find(keys.ids(ACME, window(0).window(), 0))).isNull();
    }

    @Test
    void remembersAsManyAsItMay() {
        // Given
        long later = due(0) + 10 * LATENESS;

        // When
        close(0, later);
        close(1, later);

        // Then
        assertThat(ids.isForgotten(window(0), due(0))).isFalse();
    }

    @Test
    void aWindowWithoutRowsCountsForNothing() {
        // Given
        long later = due(0) + 10 * LATENESS;
        close(0, later);
        close(1, later);

        // When
        for (int hour = 2; hour < 50; hour++) {
            ids.closed(window(hour), due(hour), LATENESS, 0, later);
        }

        // Then
        assertThat(ids.isForgotten(window(0), due(0))).isFalse();
    }

    /** Rows that arrived late count for the window they belong to. */
    @Test
    void rowsOfOneWindowAreCountedTogether() {
        // Given
        long later = due(9) + 10 * LATENESS;
        close(0, later);
        close(1, later);

        // When
        ids.closed(window(1), due(1), LATENESS, 1, later);

        // Then
        assertThat(ids.isForgotten(window(0), due(0))).isTrue();
        assertThat(ids.isForgotten(window(1), due(1))).isFalse();
    }

    @Test
    void whatIsForgottenIsKeptWhileItIsLookedUp() {
        // Given
        remember(0, "e");
        needed.add(window(0));
        closeAll(0, 4);

        // When
        boolean kept = knows(0, "e");
        ids.deleteIfForgotten(window(0));
        boolean stillKept = knows(0, "e");
        needed.clear();
        ids.deleteIfForgotten(window(0));

        // Then
        assertThat(ids.isForgotten(window(0), due(0))).isTrue();
        assertThat(kept).isTrue();
        assertThat(stillKept).isTrue();
        assertThat(knows(0, "e")).isFalse();
    }

    @Test
    void whatIsNotForgottenIsNotDeleted() {
        // Given
        remember(3, "e");
        needed.add(window(0));
        closeAll(0, 4);

        // When
        ids.deleteIfForgotten(window(3));

        // Then
        assertThat(knows(3, "e")).isTrue();
    }

    /** Of a batch that began before its window was forgotten and is emitted afterwards. */
    @Test
    void whatIsDeliveredOfAForgottenWindowIsDeletedOnceNobodyLooksItUp() {
        // Given
        closeAll(0, 4);
        assertThat(ids.isForgotten(window(0), due(0))).isTrue();
        needed.add(window(0));
        remember(0, "e");
        boolean known = knows(0, "e");

        // When
        needed.clear();
        ids.deleteIfForgotten(window(0));

        // Then
        assertThat(known).isTrue();
        assertThat(knows(0, "e")).isFalse();
    }

    @Test
    void whatWasCountedAndForgottenIsKnownAfterARestart() {
        // Given
        needed.add(window(0));
        closeAll(0, 4);
        ids.countedThrough(due(3));

        // When
        ids = opened();

        // Then
        assertThat(ids.isCounted(due(3))).isTrue();
        assertThat(ids.isCounted(due(3) + 1)).isFalse();
        assertThat(ids.isForgotten(window(0), due(0))).isTrue();
        needed.clear();
        ids.deleteIfForgotten(window(0));
        long later = due(9) + 10 * LATENESS;
        close(5, later);
        assertThat(ids.isForgotten(window(1), due(1))).isTrue();
        assertThat(ids.isForgotten(window(5), due(5))).isFalse();
    }

    @Test
    void whatComesBeforeAWindowThatIsForgottenIsForgottenToo() {
        // When
        closeAll(2, 6);

        // Then
        assertThat(ids.isForgotten(window(0), due(0))).isTrue();
        assertThat(ids.isForgotten(window(2), due(2))).isTrue();
        assertThat(ids.isForgotten(window(9), due(9))).isFalse();
    }

    @Test
    void nothingIsForgottenAtFirst() {
        assertThat(ids.isForgotten(window(0), due(0))).isFalse();
        assertThat(ids.isCounted(Long.MIN_VALUE + 1)).isFalse();
    }

    @Test
    void missingIdsAreNamed() {
        // Given
        remember(0, "e");
        store.delete(keys.ids(ACME, window(0).window(), 0));

        // When, Then
        assertThatThrownBy(() -> knows(0, "e"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ids 0 of ")
                .hasMessageContaining("acme/all")
                .hasMessageEndingWith(" are missing from the store");
    }

    /** Windows of ten rows each, one after the other, the last when lateness is long over. */
    private void closeAll(int from, int to) {
        for (int hour = from; hour < to; hour++) {
            close(hour, hour + 1 == to ? due(to) + LATENESS : due(hour));
        }
    }

    private void close(int hour, long batchDueMillis) {
        ids.closed(window(hour), due(hour), LATENESS, 10, batchDueMillis);
    }

    private void remember(int hour, String... events) {
        List<IdChunk> chunks = new ArrayList<>();
        for (String event : events) {
            IdChunk chunk = new IdChunk();
            chunk.add(IdChunkTest.row(0, event));
            chunks.add(chunk);
        }
        ids.remember(window(hour), due(hour), LATENESS, chunks);
    }

    private void rememberAt(int hour, long[] times, String event) {
        IdChunk chunk = new IdChunk();
        for (long time : times) {
            chunk.add(IdChunkTest.row(time, event));
        }
        ids.remember(window(hour), due(hour), LATENESS, List.of(chunk));
    }

    private boolean knows(int hour, String event) {
        return ids.lookup(window(hour)).contains(IdChunkTest.row(0, event));
    }

    private DeliveredIds opened() {
        DeliveredIds opened = new DeliveredIds(store, keys, REMEMBERED, needed::contains);
        opened.restore();
        return opened;
    }

    private static long bytes(long rows) {
        return DeliveredIds.BYTES_PER_WINDOW + rows * DeliveredIds.BYTES_PER_ROW;
    }

    private static ExportWindow window(int hour) {
        Instant start = START.plus(Duration.ofHours(hour));
        return new ExportWindow(ACME, new Window(start, start.plus(Duration.ofHours(1))));
    }

    private static long due(int hour) {
        return START.plus(Duration.ofHours(hour + 1)).toEpochMilli();
    }
}
