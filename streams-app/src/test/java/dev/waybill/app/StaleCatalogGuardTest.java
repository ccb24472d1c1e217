package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.delivery.TestCatalog;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaleCatalogGuardTest {
    private static final CatalogSnapshot CATALOG = TestCatalog.ruling(List.of()).snapshot();
    private static final Instant K = Instant.parse("2026-03-04T05:00:00Z");

    private final List<String> done = new ArrayList<>();
    private Knowledge known = Knowledge.of(CATALOG, K);
    private Instant now = K;

    @Test
    void pausesOnceWhenHalfOfTheTimeThereIsHasPassedAndGoesOnWhenSomethingIsLearned() {
        // Given: the lead is seven minutes, the margin one, the future skew five
        StaleCatalogGuard guard =
                new StaleCatalogGuard(() -> known, clock(), () -> done.add("pause"), () -> done.add("resume"));

        // When
        lookAt(guard, K.plusSeconds(29));
        boolean before = guard.isPaused();
        lookAt(guard, K.plusSeconds(30));
        boolean paused = guard.isPaused();
        lookAt(guard, K.plusSeconds(500));
        known = Knowledge.of(CATALOG, K.plusSeconds(499));
        lookAt(guard, K.plusSeconds(501));
        lookAt(guard, K.plusSeconds(502));

        // Then
        assertThat(before).isFalse();
        assertThat(paused).isTrue();
        assertThat(done).containsExactly("pause", "resume");
        assertThat(guard.isPaused()).isFalse();
    }

    private void lookAt(StaleCatalogGuard guard, Instant time) {
        now = time;
        guard.look();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }
}
