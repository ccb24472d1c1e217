package dev.waybill.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Counts;
import dev.waybill.build.BuildInfo;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppMetricsTest {
    private static final Path REFERENCE = Path.of("../docs/reference/metrics.md");

    private static final ExportId LOGS = new ExportId("acme", "logs");

    private final AppMetrics metrics = new AppMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void gaugesShowTheStateAtTheTimeOfTheScrape() {
        AtomicBoolean available = new AtomicBoolean(true);
        metrics.delivery().openBatches(new TopicPartition("download-events", 0), 1);
        metrics.delivery().openBatches(new TopicPartition("download-events", 1), 2);
        metrics.bufferedBytes(() -> 4096);
        metrics.heldTopics(() -> 1);
        metrics.registryAvailable(available::get);
        metrics.delivery()
                .heldBack(new TopicPartition("download-events", 0), Set.of(LOGS, new ExportId("globex", "a")));
        metrics.delivery().heldBack(new TopicPartition("download-events", 1), Set.of(LOGS));
        metrics.delivery().heldBack(new TopicPartition("download-events", 0), Set.of());
        metrics.paused(List.of(new Paused(PauseScope.ofTenant("globex"), 1, Instant.EPOCH, Optional.empty())));
        metrics.catalog(() -> 1.5, () -> true, () -> 2);

        available.set(false);

        assertThat(metrics.scrape().lines())
                .contains(
                        "waybill_batches_open 3.0",
                        "waybill_rows_buffered_bytes 4096.0",
                        "waybill_export_topics_held 1.0",
                        "waybill_registry_available 0.0",
                        "waybill_exports_held_back{export=\"logs\",tenant=\"acme\"} 1.0",
                        "waybill_exports_paused{export=\"*\",tenant=\"globex\"} 1.0",
                        "waybill_catalog_age_seconds 1.5",
                        "waybill_catalog_paused 1.0",
                        "waybill_catalog_faults 2.0")
                .noneMatch(line -> line.startsWith("waybill_exports_held_back{") && line.contains("globex"));
    }

    @Test
    void showsWhichBuildRuns() {
        BuildInfo build = BuildInfo.current();

        assertThat(metrics.scrape().lines())
                .contains("waybill_build_info{revision=\"" + build.revision() + "\",version=\"" + build.version()
                        + "\"} 1");
    }

    @Test
    void showsTheProcessItself() {
        assertThat(metrics.scrape()).contains("jvm_memory_used_bytes", "process_files_open_files", "system_cpu_count");
    }

    @Test
    void leavesOutClientMetricsThatGrowWithTheNumberOfExportTopics() {
        metrics.bind(registry -> {
            Counter.builder("kafka.producer.topic.record.send.total")
                    .tag("topic", "export.acme.logs")
                    .register(registry);
            Counter.builder("kafka.producer.record.send.total").register(registry);
        });

        assertThat(metrics.scrape())
                .contains("kafka_producer_record_send_total")
                .doesNotContain("kafka_producer_topic");
    }

    @Test
    void theReferenceNamesExactlyTheMetricsThereAre() throws IOException {
        metrics.bufferedBytes(() -> 0);
        metrics.heldTopics(() -> 0);
        metrics.registryAvailable(() -> true);
        metrics.delivery().heldBack(new TopicPartition("download-events", 0), Set.of(LOGS));
        metrics.paused(List.of(new Paused(PauseScope.EVERYTHING, 1, Instant.EPOCH, Optional.empty())));
        metrics.catalog(() -> 0, () -> false, () -> 0);
        metrics.ready(() -> true);
        metrics.restoring(() -> 0);
        metrics.receiptsKeyExpires(() -> 0);
        metrics.certificateExpires(() -> Optional.of(Instant.EPOCH));
        metrics.delivery().finished(new ExportId("acme", "logs"), Counts.NONE);
        metrics.receipts().issued(LOGS, "window");
        metrics.receipts().passed(0, Source.DOWNLOAD, new TreeMap<>(Map.of(0, Instant.EPOCH)));

        Set<String> there = names(metrics.scrape(), Pattern.compile("(?m)^(waybill_\\w+)"));
        Set<String> documented = names(Files.readString(REFERENCE), Pattern.compile("(?m)^\\| `(waybill_\\w+)`"));

        assertThat(documented).isEqualTo(there);
    }

    private static Set<String> names(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
