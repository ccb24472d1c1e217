package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.SpecScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaggardsTest {
    private static final ExportId A = new ExportId("acme", "a");
    private static final ExportId B = new ExportId("acme", "b");
    private static final ExportId C = new ExportId("globex", "c");
    private static final SpecScope ACME = SpecScope.ofTenant("acme");

    private final MapStore store = new MapStore();
    private final StoreKeys keys = new StoreKeys();

    @Test
    void whoIsHeldBackTakesNothingWithTheOthers() {
        // When
        Laggards laggards = started(100, 5_000, SpecScope.of(A));

        // Then
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.takesFrom(B)).isZero();
        assertThat(laggards.takesFrom(C)).isZero();
        assertThat(laggards.current()).isEmpty();
        assertThat(laggards.oldestArrivalMillis()).contains(5_000L);
        assertThat(laggards.wants(A)).isFalse();
    }

    @Test
    void aTenantIsHeldBackWithAllItsExports() {
        // When
        Laggards laggards = started(100, 5_000, ACME);

        // Then
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.takesFrom(B)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.takesFrom(C)).isZero();
    }

    @Test
    void whoIsPutRightReadsFromWhereItWasHeldBackAndJoinsTheOthers() {
        // Given
        started(100, 5_000, SpecScope.of(A));

        // When
        Laggards laggards = started(300, 9_000);

        // Then
        assertThat(laggards.current().orElseThrow().position()).isEqualTo(100);
        assertThat(laggards.wants(A)).isTrue();
        assertThat(laggards.wants(B)).isFalse();
        laggards.moveOn(200, 7_000);
        assertThat(laggards.current().orElseThrow().position()).isEqualTo(200);
        assertThat(laggards.oldestArrivalMillis()).contains(7_000L);
        laggards.join(320);
        assertThat(laggards.current()).isEmpty();
        assertThat(laggards.takesFrom(A)).isEqualTo(320);
        assertThat(laggards.wants(A)).isFalse();
        assertThat(laggards.oldestArrivalMillis()).isEmpty();
    }

    @Test
    void howFarTheyAreIsKnownAfterARestart() {
        // Given
        started(100, 5_000, SpecScope.of(A), SpecScope.of(C));
        started(300, 9_000, SpecScope.of(C)).moveOn(200, 7_000);

        // When
        Laggards laggards = started(310, 9_500, SpecScope.of(C));

        // Then
        assertThat(laggards.current().orElseThrow().position()).isEqualTo(200);
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.takesFrom(C)).isEqualTo(Laggards.NEVER);
        assertThat(laggards.oldestArrivalMillis()).contains(5_000L);
        assertThat(started(400, 9_900).current().orElseThrow().position()).isEqualTo(100);
    }

    @Test
    void theOneThatIsFurthestBehindReadsFirst() {
        // Given
        started(100, 5_000, SpecScope.of(C));
        started(200, 6_000, SpecScope.of(C), SpecScope.of(A));

        // When
        Laggards laggards = started(300, 9_000);

        // Then
        assertThat(laggards.wants(C)).isTrue();
        assertThat(laggards.wants(A)).isFalse();
        laggards.join(310);
        assertThat(laggards.wants(A)).isTrue();
        assertThat(laggards.current().orElseThrow().position()).isEqualTo(200);
    }

    @Test
    void nobodyMovesBackwards() {
        // Given
        started(100, 5_000, SpecScope.of(A));
        Laggards laggards = started(300, 9_000);
        laggards.moveOn(200, 4_000);

        // When
        laggards.moveOn(150, 8_000);

        // Then
        assertThat(laggards.current().orElseThrow().position()).isEqualTo(200);
        assertThat(laggards.oldestArrivalMillis()).contains(5_000L);
    }

    /** It took part in nothing that came before it had joined. */
    @Test
    void whoIsHeldBackAgainDoesNotBeginBeforeWhereItJoined() {
        // Given
        started(100, 5_000, SpecScope.of(A));
        started(300, 9_000).join(320);

        // When
        Laggards laggards = started(250, 8_000, SpecScope.of(A));

        // Then
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(started(330, 9_100).current().orElseThrow().position()).isEqualTo(320);
    }

    @Test
    void whoIsStillHeldBackDoesNotMoveOnWithTheOthers() {
        // Given
        started(100, 5_000, SpecScope.of(A), SpecScope.of(B));

        // When
        Laggards laggards = started(300, 9_000, SpecScope.of(B));
        laggards.moveOn(250, 8_000);

        // Then
        assertThat(laggards.wants(A)).isTrue();
        assertThat(laggards.wants(B)).isFalse();
        assertThat(started(310, 9_000, SpecScope.of(A)).current().orElseThrow().position())
                .isEqualTo(100);
    }

    /** Its events have waited from where the tenant was held back. */
    @Test
    void anExportOfATenantThatWasHeldBackBeginsWhereTheTenantDid() {
        // Given
        started(100, 5_000, ACME);

        // When
        Laggards laggards = started(300, 9_000, SpecScope.of(A));

        // Then
        assertThat(laggards.wants(B)).isTrue();
        assertThat(laggards.wants(A)).isFalse();
        laggards.join(310);
        assertThat(laggards.takesFrom(B)).isEqualTo(310);
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(started(400, 9_900).current().orElseThrow().position()).isEqualTo(100);
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
        started(100, 5_000, SpecScope.of(A));
        journal.save(200);

        // When
        Laggards laggards = started(300, 9_000);

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
    }

    @Test
    void whatWasDecidedIsKeptForEachOfThemAsLongAsItIsBehind() {
        // Given
        Journal journal = new Journal(store, keys);
        withhold(journal, 101, A, 100);
        started(100, 5_000, SpecScope.of(A));
        withhold(journal, 201, C, 200);
        started(200, 6_000, SpecScope.of(A), SpecScope.of(C));
        journal.save(300);

        // When
        Laggards laggards = started(300, 9_000);

        // Then
        laggards.read(101);
        assertThat(laggards.wants(A)).isFalse();
        laggards.join(310);
        laggards.read(101);
        assertThat(laggards.wants(C)).isTrue();
        laggards.read(201);
        assertThat(laggards.wants(C)).isFalse();
        assertThat(entries('Y')).isEqualTo(1);
        laggards.join(320);
        assertThat(entries('Y')).isZero();
    }

    @Test
    void aLaggardIsForgottenWhenNoRestartReadsWhatItTookBefore() {
        // Given
        started(100, 5_000, SpecScope.of(A));
        Laggards laggards = started(300, 9_000);
        laggards.join(320);

        // When
        laggards.forget(319);
        long before = laggards.takesFrom(A);
        laggards.forget(320);

        // Then
        assertThat(before).isEqualTo(320);
        assertThat(laggards.takesFrom(A)).isZero();
        assertThat(entries()).isZero();
    }

    @Test
    void whoHasNotCaughtUpIsNeverForgotten() {
        // Given
        Laggards laggards = started(100, 5_000, SpecScope.of(A));

        // When
        laggards.forget(1_000);

        // Then
        assertThat(laggards.takesFrom(A)).isEqualTo(Laggards.NEVER);
        assertThat(entries()).isPositive();
    }

    /** Else the export would be taken for one that lags behind with its tenant. */
    @Test
    void aSingleExportIsNotForgottenBeforeItsTenant() {
        // Given
        started(100, 5_000, ACME);
        Laggards laggards = started(300, 9_000, SpecScope.of(B));
        laggards.join(310);
        Laggards alone = started(400, 9_500, ACME);
        assertThat(alone.takesFrom(B)).isEqualTo(Laggards.NEVER);
        Laggards last = started(500, 9_900);

        // When
        last.join(510);
        while (last.current().isPresent()) {
            last.join(510);
        }
        last.forget(509);
        List<Long> before = List.of(last.takesFrom(A), last.takesFrom(B));
        last.forget(510);

        // Then
        assertThat(before).containsExactly(510L, 510L);
        assertThat(last.takesFrom(A)).isZero();
        assertThat(last.takesFrom(B)).isZero();
        assertThat(entries()).isZero();
    }

    @Test
    void aStoreThatDoesNotSayHowFarTheyAreIsRefused() {
        // Given
        started(100, 5_000, SpecScope.of(A));
        store.delete(keys.laggardPosition(0));

        // When, Then
        assertThatThrownBy(() -> started(300, 9_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it is not in the store how far exports that were held back are");
    }

    /** After a restart with these held back and nobody else. */
    private Laggards started(long offset, long clockMillis, SpecScope... heldBack) {
        Laggards laggards = new Laggards(store, keys);
        laggards.restore();
        laggards.holdBack(List.of(heldBack), offset, clockMillis);
        return laggards;
    }

    /** All that is stored about exports that lag behind. */
    private int entries() {
        return entries('X') + entries('P') + entries('Y');
    }

    private int entries(char kind) {
        int[] entries = {0};
        store.scan(new byte[] {(byte) kind}, (key, value) -> entries[0]++);
        return entries[0];
    }

    private static void withhold(Journal journal, long offset, ExportId export, long bookmark) {
        journal.begin(offset);
        journal.withhold(export);
        journal.end();
        journal.save(bookmark);
    }
}
