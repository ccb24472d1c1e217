package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaggardsTest {
    private static final ExportId A = new ExportId("acme", "a");
    private static final ExportId B = new ExportId("acme", "b");
    private static final ExportId C = new ExportId("globex", "c");

    private final MapStore store = new MapStore();
    private final StoreKeys keys = new StoreKeys();
    private Laggards laggards = restarted();

    @Test
    void whoIsHeldBackTakesNothingWithTheOthers() {
        // When
        hold(A, 100, 5_000);

        // Then
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.takesFrom(B)).isZero();
        assertThat(laggards.behindFrom()).isEmpty();
        assertThat(laggards.oldestArrivalMillis()).contains(5_000L);
        laggards.read(100);
        assertThat(laggards.wants(A)).isFalse();
    }

    @Test
    void whoIsReleasedReadsFromWhereItWasHeldBackAndJoinsTheOthers() {
        // Given
        hold(A, 100, 5_000);

        // When
        laggards.release(List.of(A));

        // Then
        assertThat(laggards.behindFrom()).hasValue(100);
        laggards.read(100);
        assertThat(laggards.wants(A)).isTrue();
        assertThat(laggards.wants(B)).isFalse();
        laggards.moveOn(200, 7_000);
        assertThat(laggards.behindFrom()).hasValue(200);
        assertThat(laggards.oldestArrivalMillis()).contains(7_000L);
        laggards.join(320);
        assertThat(laggards.behindFrom()).isEmpty();
        assertThat(laggards.takesFrom(A)).isEqualTo(320);
        assertThat(laggards.wants(A)).isFalse();
        assertThat(laggards.oldestArrivalMillis()).isEmpty();
    }

    @Test
    void afterARestartEverybodyTriesAgainFromWhereItHasCome() {
        // Given
        hold(A, 100, 5_000);
        hold(C, 150, 6_000);
        laggards.release(List.of(A));
        laggards.moveOn(120, 5_500);

        // When
        laggards = restarted();

        // Then
        assertThat(laggards.behindFrom()).hasValue(120);
        assertThat(laggards.takesFrom(C)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.oldestArrivalMillis()).contains(5_500L);
    }

    @Test
    void allReadTogetherAndNobodyTakesWhatItHadTakenBefore() {
        // Given
        hold(C, 100, 5_000);
        hold(A, 200, 6_000);

        // When
        laggards.release(List.of(A, C));

        // Then
        assertThat(laggards.behindFrom()).hasValue(100);
        laggards.read(199);
        assertThat(laggards.wants(C)).isTrue();
        assertThat(laggards.wants(A)).isFalse();
        laggards.read(200);
        assertThat(laggards.wants(A)).isTrue();
        laggards.moveOn(250, 7_000);
        assertThat(entries('X')).as("they have come equally far").isEqualTo(1);
        laggards.join(310);
        assertThat(laggards.takesFrom(A)).isEqualTo(310);
        assertThat(laggards.takesFrom(C)).isEqualTo(310);
    }

    @Test
    void whoIsReleasedWhileOthersReadWaitsForItsTurn() {
        // Given
        hold(A, 200, 6_000);
        hold(C, 100, 5_000);
        laggards.release(List.of(A));

        // When
        laggards.release(List.of(C));
        long first = laggards.behindFrom().orElseThrow();
        laggards.join(310);

        // Then
        assertThat(first).isEqualTo(200);
        assertThat(laggards.behindFrom()).hasValue(100);
    }

    @Test
    void whoIsHeldBackWhileItReadsStaysThereAndTheOthersGoOn() {
        // Given
        hold(A, 100, 5_000);
        hold(C, 100, 5_000);
        laggards.release(List.of(A, C));
        laggards.moveOn(150, 6_000);

        // When
        laggards.read(170);
        laggards.holdBackAgain(A, 170);
        laggards.moveOn(180, 7_000);

        // Then
        laggards.read(180);
        assertThat(laggards.wants(A)).isFalse();
        assertThat(laggards.wants(C)).isTrue();
        laggards.join(300);
        assertThat(laggards.takesFrom(C)).isEqualTo(300);
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.behindFrom()).isEmpty();
        laggards.release(List.of(A));
        assertThat(laggards.behindFrom()).hasValue(170);
    }

    @Test
    void nobodyMovesBackwards() {
        // Given
        hold(A, 100, 5_000);
        laggards.release(List.of(A));
        laggards.moveOn(200, 4_000);

        // When
        laggards.moveOn(150, 8_000);

        // Then
        assertThat(laggards.behindFrom()).hasValue(200);
        assertThat(laggards.oldestArrivalMillis()).contains(5_000L);
    }

    @Test
    void whoJoinedAndIsHeldBackAgainBeginsThere() {
        // Given
        hold(A, 100, 5_000);
        laggards.release(List.of(A));
        laggards.join(320);

        // When
        hold(A, 400, 8_000);

        // Then
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        laggards.release(List.of(A));
        assertThat(laggards.behindFrom()).hasValue(400);
    }

    @Test
    void whatWasDecidedBeforeIsNotDecidedAgain() {
        // Given
        Journal journal = new Journal(store, keys);
        journal.begin(101);
        journal.withhold(A);
        journal.end();
        journal.begin(102);
        journal.refuse();
        journal.end();
        journal.save(100);
        laggards.holdBack(A, 100, 5_000, laggards.keepJournal());
        journal.save(200);

        // When
        laggards = restarted();

        // Then
        laggards.read(100);
        assertThat(laggards.wants(A)).isTrue();
        laggards.read(101);
        assertThat(laggards.wants(A)).isFalse();
        assertThat(laggards.isRefused()).isFalse();
        laggards.read(102);
        assertThat(laggards.isRefused()).isTrue();
        laggards.read(103);
        assertThat(laggards.isRefused()).isFalse();
        assertThat(laggards.wants(A)).isTrue();
        assertThat(entries('Y')).isEqualTo(1);
        laggards.join(320);
        assertThat(entries('Y')).isZero();
    }

    @Test
    void aLaggardIsForgottenWhenNoRestartReadsWhatItTookBefore() {
        // Given
        hold(A, 100, 5_000);
        laggards.release(List.of(A));
        laggards.join(320);

        // When
        laggards.forget(319);
        long before = laggards.takesFrom(A);
        laggards.forget(320);

        // Then
        assertThat(before).isEqualTo(320);
        assertThat(laggards.takesFrom(A)).isZero();
        assertThat(entries('X') + entries('P') + entries('Y')).isZero();
    }

    @Test
    void whoHasNotCaughtUpIsNeverForgotten() {
        // Given
        hold(A, 100, 5_000);

        // When
        laggards.forget(1_000);

        // Then
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(entries('X')).isPositive();
    }

    @Test
    void aStoreThatDoesNotSayHowFarTheyAreIsRefused() {
        // Given
        hold(A, 100, 5_000);
        store.delete(keys.laggardPosition(0));

        // When, Then
        assertThatThrownBy(this::restarted)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it is not in the store how far exports that were held back are");
    }

    private void hold(ExportId export, long offset, long clockMillis) {
        laggards.holdBack(export, offset, clockMillis, LaggardGroup.NO_PAGES);
    }

    private Laggards restarted() {
        Laggards fresh = new Laggards(store, keys);
        fresh.restore();
        return fresh;
    }

    private int entries(char kind) {
        int[] entries = {0};
        store.scan(new byte[] {(byte) kind}, (key, value) -> entries[0]++);
        return entries[0];
    }
}
