package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.export.ExportVersion;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final ExportVersion ONE = SimulatedPartition.version("acme", 200, true);
    private static final ExportVersion TWO = SimulatedPartition.version("acme", 200, false);
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final long DUE = START.plus(Duration.ofMinutes(70)).toEpochMilli();

    private final Lane lane = new Lane(ONE.export(), 7);

    @Test
    void saysWhichBatchIsTheFirstAndWhichTheLastOfItsVersion() {
        assertThat(lane.countBegun(ONE)).isTrue();
        assertThat(lane.countBegun(ONE)).isFalse();
        assertThat(lane.countBegun(TWO)).isTrue();
        assertThat(lane.countForgotten(ONE)).isFalse();
        assertThat(lane.countForgotten(ONE)).isTrue();
        assertThat(lane.countForgotten(TWO)).isTrue();
        assertThat(lane.countForgotten(TWO)).isFalse();
    }

    @Test
    void findsAVersionByItsNameAndNamesOneThatIsMissing() {
        // When
        lane.know(ONE);

        // Then
        assertThat(lane.inUse(ONE.configVersion())).contains(ONE);
        assertThat(lane.inUse(TWO.configVersion())).isEmpty();
        assertThat(lane.version(ONE.configVersion())).isSameAs(ONE);
        assertThatThrownBy(() -> lane.version("0123456789ab"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the spec 0123456789ab of acme/all is missing from the store");
    }

    @Test
    void knowsHowManyBatchesDoNotStandInMemory() {
        // Given
        Batch batch = batch(0, BatchKey.ON_TIME);
        lane.countBegun(ONE);
        boolean inStore = lane.hasOthers();

        // When
        lane.add(batch);
        boolean inMemory = lane.hasOthers();
        lane.remove(batch);
        boolean again = lane.hasOthers();
        lane.countForgotten(ONE);

        // Then
        assertThat(inStore).isTrue();
        assertThat(inMemory).isFalse();
        assertThat(again).isTrue();
        assertThat(lane.hasOthers()).isFalse();
    }

    @Test
    void knowsWhetherBatchesThatAreNotDoneStandInTheStoreOnly() {
        assertThat(lane.hasOnlyStored()).isFalse();
        lane.leaveToStore();
        lane.leaveToStore();
        lane.takeFromStore();
        assertThat(lane.hasOnlyStored()).isTrue();
        lane.takeFromStore();
        assertThat(lane.hasOnlyStored()).isFalse();
    }

    @Test
    void findsTheBatchesOfAWindowByWhenTheyArrived() {
        // Given
        Batch onTime = batch(0, BatchKey.ON_TIME);
        Batch late = batch(0, 7);
        Batch other = batch(1, 7);
        lane.add(onTime);
        lane.add(late);
        lane.add(other);

        // When, Then
        assertThat(lane.find(late.key())).isSameAs(late);
        assertThat(lane.find(onTime.key())).isSameAs(onTime);
        assertThat(lane.find(other.key())).isSameAs(other);
        assertThat(lane.find(batch(0, 8).key())).isNull();
        assertThat(lane.inMemory(onTime.key().window())).containsExactly(onTime, late);
        lane.remove(onTime);
        assertThat(lane.find(onTime.key())).isNull();
        assertThat(lane.find(late.key())).isSameAs(late);
    }

    @Test
    void findsTheBatchUsedLastAgainWhileItIsOnTime() {
        // Given
        Batch onTime = batch(0, BatchKey.ON_TIME);
        Window window = onTime.key().window();
        lane.add(onTime);
        assertThat(lane.lastIfOnTime(window, DUE - 1)).isNull();

        // When
        lane.use(onTime);
        lane.use(batch(0, 7));

        // Then
        assertThat(lane.lastIfOnTime(window, DUE - 1)).isSameAs(onTime);
        assertThat(lane.lastIfOnTime(window, DUE)).isNull();
        assertThat(lane.lastIfOnTime(batch(1, 7).key().window(), DUE - 1)).isNull();
        lane.remove(onTime);
        assertThat(lane.lastIfOnTime(window, DUE - 1)).isNull();
    }

    @Test
    void closedBatchesComeInTheOrderInWhichTheyWereDue() {
        // Given
        Batch later = batch(1, BatchKey.ON_TIME);
        Batch first = batch(0, BatchKey.ON_TIME);
        Batch open = batch(2, BatchKey.ON_TIME);
        later.close();
        first.close();
        for (Batch batch : new Batch[] {later, open, first}) {
            lane.add(batch);
        }

        // When, Then
        assertThat(lane.hasClosed()).isTrue();
        assertThat(lane.firstClosed()).isSameAs(first);
        lane.remove(first);
        assertThat(lane.firstClosed()).isSameAs(later);
        lane.remove(later);
        assertThat(lane.firstClosed()).isNull();
        assertThat(lane.hasClosed()).isFalse();
        open.close();
        lane.update(open);
        assertThat(lane.firstClosed()).isSameAs(open);
    }

    @Test
    void knowsWhichBatchesHaveFullRuns() {
        // Given
        Batch batch = batch(0, BatchKey.ON_TIME);
        lane.add(batch);
        assertThat(lane.full()).isEmpty();

        // When, Then
        batch.cut(5);
        lane.update(batch);
        assertThat(lane.full()).containsExactly(batch);
        batch.removeFirstRun();
        lane.update(batch);
        assertThat(lane.full()).isEmpty();
    }

    /** One at a time, from where there may be one. */
    @Test
    void closedBatchesOfTheStoreAreBroughtIntoMemoryOneAfterTheOther() {
        // Given
        Batch batch = batch(0, BatchKey.ON_TIME);
        lane.add(batch);
        assertThat(lane.wantsStoredClosed()).isFalse();

        // When, Then
        lane.addStoredClosed();
        assertThat(lane.wantsStoredClosed()).isTrue();
        assertThat(lane.hasClosed()).isTrue();
        assertThat(lane.storedClosedFrom()).isNull();
        lane.takeStoredClosed(batch, new byte[] {5});
        assertThat(lane.wantsStoredClosed()).isFalse();
        assertThat(lane.storedClosedFrom()).containsExactly(5);
        lane.addStoredClosed(new byte[] {7});
        assertThat(lane.storedClosedFrom()).containsExactly(5);
        lane.addStoredClosed(new byte[] {3});
        assertThat(lane.storedClosedFrom()).containsExactly(3);
        lane.remove(batch);
        assertThat(lane.wantsStoredClosed()).isTrue();
        lane.clearStoredClosed();
        assertThat(lane.wantsStoredClosed()).isFalse();
        assertThat(lane.storedClosedFrom()).isNull();
        assertThat(lane.hasClosed()).isFalse();
    }

    @Test
    void takesEventsFromAnOffsetOnThatCanChange() {
        assertThat(lane.takesFrom()).isEqualTo(7);
        lane.takeFrom(9);
        assertThat(lane.takesFrom()).isEqualTo(9);
    }

    @Test
    void isCalledLikeItsExport() {
        assertThat(lane).hasToString("acme/all");
    }

    private Batch batch(int hour, long lateHour) {
        Instant start = START.plus(Duration.ofHours(hour));
        Batch batch = new Batch(
                lane,
                new BatchKey(ONE.export(), new Window(start, start.plus(Duration.ofHours(1))), lateHour),
                ONE,
                DUE + Duration.ofHours(hour).toMillis(),
                SimulatedPartition.WINDOW,
                true,
                Batch.Settled.begun(0),
                new ChunkPool(() -> 0));
        batch.addRun(0);
        return batch;
    }
}
