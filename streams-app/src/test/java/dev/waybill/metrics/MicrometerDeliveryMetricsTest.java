package dev.waybill.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.event.DropReason;
import dev.waybill.window.Window;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MicrometerDeliveryMetricsTest {
    private static final ExportId ACME = new ExportId("acme", "downloads");
    private static final ExportId ZEBRA = new ExportId("zebra", "audit");
    private static final Window WINDOW =
            new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void readEqualsTheSumOfWhatBecameOfTheEvents() {
        MicrometerDeliveryMetrics metrics = new MicrometerDeliveryMetrics(registry);
        Random random = new Random(42);

        for (int i = 0; i < 100; i++) {
            metrics.finished(ACME, complete(random));
        }

        assertThat(value("read", ACME))
                .isPositive()
                .isEqualTo(value("delivered", ACME)
                        + value("filtered", ACME)
                        + value("duplicate", ACME)
                        + value("withheld", ACME));
    }

    @Test
    void countsEachExportApart() {
        MicrometerDeliveryMetrics metrics = new MicrometerDeliveryMetrics(registry);

        metrics.finished(ACME, new Counts(10, 4, 3, 2, 1));
        metrics.finished(ZEBRA, new Counts(5, 5, 0, 0, 0));

        assertThat(registry.scrape()
                        .lines()
                        .filter(line -> line.startsWith("waybill_events_") && !line.endsWith(" 0.0")))
                .containsExactlyInAnyOrder(
                        "waybill_events_read_total{export=\"downloads\",tenant=\"acme\"} 10.0",
                        "waybill_events_delivered_total{export=\"downloads\",tenant=\"acme\"} 4.0",
                        "waybill_events_filtered_total{export=\"downloads\",tenant=\"acme\"} 3.0",
                        "waybill_events_duplicate_total{export=\"downloads\",tenant=\"acme\"} 2.0",
                        "waybill_events_withheld_total{export=\"downloads\",tenant=\"acme\"} 1.0",
                        "waybill_events_read_total{export=\"audit\",tenant=\"zebra\"} 5.0",
                        "waybill_events_delivered_total{export=\"audit\",tenant=\"zebra\"} 5.0");
    }

    @Test
    void countsPartsTheirEventsAndTheirBytes() {
        MicrometerDeliveryMetrics metrics = new MicrometerDeliveryMetrics(registry);

        metrics.emitted(part(0, 7, 1000));
        metrics.emitted(part(1, 3, 500));
        metrics.finished(ACME, new Counts(12, 10, 2, 0, 0));

        assertThat(registry.scrape().lines())
                .contains(
                        "waybill_parts_total{export=\"downloads\",tenant=\"acme\"} 2.0",
                        "waybill_parts_events_total{export=\"downloads\",tenant=\"acme\"} 10.0",
                        "waybill_parts_size_bytes_total{export=\"downloads\",tenant=\"acme\"} 1500.0");
        assertThat(registry.get("waybill.parts.events").counter().count()).isEqualTo(value("delivered", ACME));
    }

    @Test
    void showsEveryReasonFromTheStartSoThatAlertsSeeTheFirstOne() {
        MicrometerDeliveryMetrics metrics = new MicrometerDeliveryMetrics(registry);

        metrics.quarantined(DropReason.IN_THE_FUTURE);
        metrics.unrouted(Unruled.BEFORE_FIRST);

        assertThat(registry.scrape().lines())
                .contains(
                        "waybill_events_quarantined_total{reason=\"in-the-future\"} 1.0",
                        "waybill_events_unrouted_total{reason=\"before-first\"} 1.0")
                .containsAll(Stream.of(DropReason.values())
                        .filter(reason -> reason != DropReason.IN_THE_FUTURE)
                        .map(reason -> "waybill_events_quarantined_total{reason=\"" + reason.code() + "\"} 0.0")
                        .toList());
    }

    @Test
    void exportsBeyondTheLimitShareOneSetAndSumsStayRight() {
        MicrometerDeliveryMetrics metrics = new MicrometerDeliveryMetrics(registry, 2, Clock.systemUTC());

        for (int tenant = 0; tenant < 1000; tenant++) {
            metrics.finished(new ExportId("tenant-" + tenant, "logs"), new Counts(1, 1, 0, 0, 0));
        }

        assertThat(registry.find("waybill.events.read").counters()).hasSize(3);
        assertThat(registry.get("waybill.events.read")
                        .tags("tenant", "_others", "export", "_others")
                        .counter()
                        .count())
                .isEqualTo(998);
    }

    @Test
    void showsHowLongTheOldestEventHasWaitedForAnExportThatIsHeldBack() {
        // Given
        Instant now = Instant.parse("2026-03-04T12:00:00Z");
        MicrometerDeliveryMetrics metrics =
                new MicrometerDeliveryMetrics(registry, 2, Clock.fixed(now, ZoneOffset.UTC));
        Gauge waiting = registry.get("waybill.exports.held.back.wait").gauge();
        double none = waiting.value();

        // When
        metrics.waitingSince(new TopicPartition("download-events", 0), Optional.of(now.toEpochMilli() - 5_000));
        metrics.waitingSince(new TopicPartition("download-events", 1), Optional.of(now.toEpochMilli() - 90_000));
        double both = waiting.value();
        metrics.waitingSince(new TopicPartition("download-events", 1), Optional.empty());

        // Then
        assertThat(none).isZero();
        assertThat(both).isEqualTo(90);
        assertThat(waiting.value()).isEqualTo(5);
    }

    private double value(String what, ExportId export) {
        return registry.get("waybill.events." + what)
                .tags("tenant", export.tenant(), "export", export.export())
                .counter()
                .count();
    }

    private static Counts complete(Random random) {
        int delivered = random.nextInt(1000);
        int filtered = random.nextInt(1000);
        int duplicate = random.nextInt(1000);
        int withheld = random.nextInt(1000);
        return new Counts(delivered + filtered + duplicate + withheld, delivered, filtered, duplicate, withheld);
    }

    private static Part part(int number, long events, int bytes) {
        return new Part(
                ACME,
                "topic",
                WINDOW,
                Optional.empty(),
                number,
                events,
                "object",
                "text/csv",
                "v",
                "sha",
                new byte[bytes]);
    }
}
