package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.event.TryAgainException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitingCatalogTest {
    /** Three seconds, or thirty steps. */
    private final PollPatience patience = new PollPatience(Duration.ofSeconds(6));

    private Knowledge known = knownBefore(100);
    private int steps;

    @Test
    void doesNotWaitForWhatIsDecided() {
        // When
        Knowledge decided = catalog(Integer.MAX_VALUE).awaitDecided(99);

        // Then
        assertThat(decided).isSameAs(known);
        assertThat(steps).isZero();
    }

    @Test
    void waitsUntilItIsDecided() {
        // Given
        WaitingCatalog catalog = catalog(5);

        // When
        Knowledge decided = catalog.awaitDecided(100);

        // Then
        assertThat(steps).isEqualTo(5);
        assertThat(decided.isDecided(100)).isTrue();
        assertThat(catalog.isWaitedFor()).isFalse();
    }

    @Test
    void givesTheRecordBackWhenPatienceEnds() {
        // Given
        WaitingCatalog catalog = catalog(Integer.MAX_VALUE);

        // When, Then
        assertThatThrownBy(() -> catalog.awaitDecided(100))
                .isInstanceOf(TryAgainException.class)
                .hasMessage("which version rules an event did not become known in time: the catalog is known up to "
                        + Instant.EPOCH);
        assertThat(steps).isEqualTo(30);
        assertThat(catalog.isWaitedFor()).isFalse();
    }

    @Test
    void whatOneEventHasWaitedTheNextOneMayNotUntilTheThreadPolls() {
        // Given
        WaitingCatalog catalog = catalog(20);
        catalog.awaitDecided(100);

        // When, Then
        assertThatThrownBy(() -> catalog.awaitDecided(200)).isInstanceOf(TryAgainException.class);
        assertThat(steps).isEqualTo(30);
        assertThatThrownBy(() -> catalog.awaitDecided(200)).isInstanceOf(TryAgainException.class);
        assertThat(steps).isEqualTo(30);

        // When
        patience.polled();

        // Then
        assertThatThrownBy(() -> catalog.awaitDecided(200)).isInstanceOf(TryAgainException.class);
        assertThat(steps).isEqualTo(60);
    }

    @Test
    void everyThreadHasItsOwnPatience() throws InterruptedException {
        // Given
        patience.waited(Duration.ofSeconds(3));
        Duration[] left = new Duration[1];

        // When
        Thread other = new Thread(() -> left[0] = patience.left());
        other.start();
        other.join();

        // Then
        assertThat(patience.left()).isZero();
        assertThat(left[0]).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void saysThatSomebodyWaitsWhileSomebodyDoes() {
        // Given
        boolean[] waited = {false};
        WaitingCatalog[] self = new WaitingCatalog[1];
        self[0] = new WaitingCatalog(() -> known, patience, step -> {
            waited[0] = self[0].isWaitedFor();
            known = knownBefore(200);
        });

        // When
        self[0].awaitDecided(100);

        // Then
        assertThat(waited[0]).isTrue();
    }

    @Test
    void whoWaitsIsToldWhenTheApplicationCloses() {
        // Given
        WaitingCatalog[] self = new WaitingCatalog[1];
        self[0] = new WaitingCatalog(() -> known, patience, step -> {
            steps++;
            self[0].close();
        });

        // When, Then
        assertThatThrownBy(() -> self[0].awaitDecided(100)).isInstanceOf(TryAgainException.class);
        assertThat(steps).isEqualTo(1);
    }

    /** Decides everything after so many steps. */
    private WaitingCatalog catalog(int untilDecided) {
        return new WaitingCatalog(() -> known, patience, step -> {
            assertThat(step).isEqualTo(WaitingCatalog.STEP);
            if (++steps == untilDecided) {
                known = knownBefore(200);
            }
        });
    }

    private static Knowledge knownBefore(long micros) {
        return new Knowledge(CatalogSnapshot.EMPTY, Instant.EPOCH, micros);
    }
}
