package dev.waybill.batch.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreKeysTest {
    private static final ExportId ACME = new ExportId("acme", "all");
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");

    private final StoreKeys keys = new StoreKeys();

    @Test
    void batchesOfAWindowStandTogetherTheOneOnTimeFirst() {
        // Given
        List<BatchKey> inOrder = List.of(
                batch(0, BatchKey.ON_TIME), batch(0, -3), batch(0, 0), batch(0, 492_341), batch(1, BatchKey.ON_TIME));

        // When
        List<byte[]> stored = new ArrayList<>();
        inOrder.forEach(batch -> stored.add(keys.batch(batch)));
        byte[] ofWindow = keys.batchesOf(new ExportWindow(ACME, window(0)));

        // Then
        assertThat(stored).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(stored).extracting(StoreKeys::readBatch).isEqualTo(inOrder);
        assertThat(inOrder).isSorted();
        assertThat(stored)
                .extracting(key -> Arrays.equals(Arrays.copyOf(key, ofWindow.length), ofWindow))
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void listedBatchesAreOrderedByWhenTheyAreDueAlsoBeforeTheEpoch() {
        // Given
        long[] dues = {Long.MIN_VALUE + 1, -5, -1, 0, 1, 1_772_600_767_000L};

        // When
        List<byte[]> listed = new ArrayList<>();
        for (long due : dues) {
            listed.add(keys.listed(batch(0, 7), due));
        }

        // Then
        assertThat(listed).isSortedAccordingTo(Arrays::compareUnsigned);
        for (int i = 0; i < dues.length; i++) {
            assertThat(StoreKeys.readListed(listed.get(i))).isEqualTo(new StoreKeys.Listed(batch(0, 7), dues[i]));
            assertThat(Arrays.compareUnsigned(keys.listedFrom(ACME, dues[i]), listed.get(i)))
                    .isNegative();
            assertThat(Arrays.compareUnsigned(keys.listedFrom(ACME, dues[i] + 1), listed.get(i)))
                    .isPositive();
        }
    }

    @Test
    void windowsWithDeliveredIdsAreOrderedByWhenTheyWereDueThenByExport() {
        // Given
        ExportWindow acme = new ExportWindow(ACME, window(3));
        ExportWindow globex = new ExportWindow(new ExportId("globex", "all"), window(0));

        // When
        List<byte[]> due =
                List.of(keys.idsDue(globex, -9), keys.idsDue(acme, 0), keys.idsDue(globex, 0), keys.idsDue(acme, 5));
        List<IdsDue> read =
                due.stream().map(key -> StoreKeys.readIdsDue(key, 7)).toList();

        // Then
        assertThat(due).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(read).isSorted();
        assertThat(read).extracting(IdsDue::window).containsExactly(globex, acme, globex, acme);
        assertThat(read).extracting(IdsDue::dueMillis).containsExactly(-9L, 0L, 0L, 5L);
        assertThat(due)
                .allMatch(key -> Arrays.compareUnsigned(key, StoreKeys.AFTER_IDS_DUE) < 0
                        && Arrays.compareUnsigned(key, StoreKeys.IDS_DUE) > 0);
    }

    @Test
    void numbersOfPagesComeBackAndAreInOrder() {
        assertThat(StoreKeys.readPage(keys.page(1L << 40))).isEqualTo(1L << 40);
        assertThat(StoreKeys.readKeptPages(keys.keptPage(1L << 33, 7))).isEqualTo(1L << 33);
        assertThat(List.of(keys.page(0), keys.page(255), keys.page(256))).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(List.of(keys.keptPages(1), keys.keptPage(1, 0), keys.keptPage(1, 256), keys.keptPages(2)))
                .isSortedAccordingTo(Arrays::compareUnsigned);
    }

    @Test
    void noTwoThingsHaveTheSameKey() {
        // Given
        ExportWindow window = new ExportWindow(ACME, window(0));
        BatchKey batch = batch(0, 7);

        // When
        List<byte[]> all = List.of(
                keys.spec("0123456789ab"),
                keys.batch(batch),
                keys.batchesOf(window),
                keys.listed(batch, 1),
                keys.page(1),
                keys.laggard(1),
                keys.laggardPosition(1),
                keys.keptPages(1),
                keys.block(batch, 0, 1),
                keys.block(batch, 1, 0),
                keys.idIndex(ACME, window(0)),
                keys.ids(ACME, window(0), 0),
                keys.ids(ACME, window(0), 1),
                keys.idsDue(window, 1),
                StoreKeys.BOOKMARK,
                StoreKeys.FORGOTTEN,
                StoreKeys.COUNTED);

        // Then
        assertThat(all.stream().map(Arrays::toString)).doesNotHaveDuplicates();
        assertThat(StoreKeys.readIdIndex(keys.idIndex(ACME, window(0)))).isEqualTo(window);
    }

    private static BatchKey batch(int hour, long lateHour) {
        return new BatchKey(ACME, window(hour), lateHour);
    }

    private static Window window(int hour) {
        Instant start = START.plus(Duration.ofHours(hour));
        return new Window(start, start.plus(Duration.ofHours(1)));
    }
}
