package dev.waybill.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MicrometerReceiptMetricsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T07:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerReceiptMetrics metrics =
            new MicrometerReceiptMetrics(registry, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void showsTheOldestWindowsWithoutAReceiptOfAllPartitionsOfTheLedger() {
        assertThat(overdue()).isZero();

        metrics.oldestDue(0, Optional.of(NOW.minusSeconds(30)));
        metrics.oldestDue(1, Optional.of(NOW.minusSeconds(90)));
        metrics.oldestDue(2, Optional.of(NOW.plusSeconds(90)));
        assertThat(overdue()).isEqualTo(90);

        metrics.oldestDue(1, Optional.empty());
        assertThat(overdue()).isEqualTo(30);

        metrics.closed(0);
        assertThat(overdue()).as("what is not due yet is not overdue").isZero();
    }

    @Test
    void showsHowFarEachSourcePartitionHasPassed() {
        metrics.passed(0, Source.DOWNLOAD, new TreeMap<>(Map.of(0, NOW.minusSeconds(5), 1, NOW.minusSeconds(7))));
        metrics.passed(1, Source.DOWNLOAD, new TreeMap<>(Map.of(0, NOW.minusSeconds(2), 1, NOW.minusSeconds(9))));

        assertThat(age("0")).isEqualTo(2);
        assertThat(age("1")).isEqualTo(7);

        metrics.closed(0);
        metrics.closed(1);
        assertThat(age("0")).as("nobody here says anything").isNaN();
    }

    @Test
    void countsReceiptsByKindAndFaults() {
        metrics.issued(new ExportId("acme", "a"), "window");
        metrics.issued(new ExportId("acme", "b"), "window");
        metrics.issued(new ExportId("acme", "b"), "late");
        metrics.fault(new ExportId("acme", "b"));

        assertThat(registry.get("waybill.receipts")
                        .tag("kind", "window")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("waybill.receipts")
                        .tag("kind", "late")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("waybill.receipts.faults").counter().count()).isEqualTo(1);
    }

    private double overdue() {
        return registry.get("waybill.receipts.overdue").gauge().value();
    }

    private double age(String partition) {
        return registry.get("waybill.ledger.passed.age")
                .tag("source", "download")
                .tag("partition", partition)
                .gauge()
                .value();
    }
}
