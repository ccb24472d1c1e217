package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ExportId;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.ConsoleWatch;
import dev.waybill.control.console.state.ExportLine;
import dev.waybill.control.console.state.ExportQuery;
import dev.waybill.control.console.state.WindowLine;
import dev.waybill.control.console.state.WindowState;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.StatusReader;
import dev.waybill.topics.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/** What the console follows, against what {@code status} finds when it looks once. */
final class ConsoleAndStatus {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String APPLICATION = "waybill";

    private ConsoleAndStatus() {}

    /**
     * Waits until both say the same of all exports, and everything that was due is delivered.
     *
     * @return by export, the events in buckets of the windows that began the day before
     */
    static Map<String, Long> agreed(EmbeddedBroker broker, Instant now) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (CatalogReader catalog = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), settings));
                ConsoleWatch console = ConsoleWatch.start(new ConsoleWatch.Setup(
                        new RealClients(),
                        settings,
                        catalog::knowledge,
                        APPLICATION,
                        id -> Optional.empty(),
                        Optional.empty()))) {
            catalog.read(PATIENCE);
            await().atMost(PATIENCE).untilAsserted(() -> {
                Map<ExportId, ExportState> looked = status(settings, catalog);
                assertThat(followed(console.state())).isNotEmpty().isEqualTo(looked);
                assertThat(looked.values()).containsOnly(ExportState.DELIVERING);
            });
            return delivered(console.state(), LocalSamples.today(now));
        }
    }

    private static Map<ExportId, ExportState> followed(ConsoleState console) {
        Map<ExportId, ExportState> states = new TreeMap<>();
        for (ExportLine line :
                console.exports(ExportQuery.all(ExportQuery.MAX_LIMIT)).exports()) {
            states.put(line.id(), line.state());
        }
        return states;
    }

    private static Map<ExportId, ExportState> status(Map<String, Object> settings, CatalogReader catalog) {
        try (Admin admin = Admin.create(settings);
                Consumer<byte[], byte[]> consumer = new RealClients().consumer(LogLook.settings(settings))) {
            LogPositions positions = new LogPositions(admin);
            LogLook look = new LogLook(consumer, System::nanoTime, Duration.ofSeconds(10));
            Map<ExportId, ExportState> states = new TreeMap<>();
            new StatusReader(new Cluster(admin), positions, look, new LedgerLook(positions, look), APPLICATION)
                    .read(catalog.knowledge().snapshot(), PauseScope.EVERYTHING, Optional.empty(), Instant.now())
                    .exports()
                    .forEach(export -> states.put(export.id(), export.standing().state()));
            return states;
        }
    }

    private static Map<String, Long> delivered(ConsoleState console, Instant today) {
        Map<String, Long> delivered = new TreeMap<>();
        followed(console).keySet().forEach(export -> {
            List<WindowLine> windows = console.windows(export, today.minus(Duration.ofDays(1)), today, 1_000)
                    .orElseThrow()
                    .windows();
            assertThat(windows)
                    .extracting(WindowLine::state)
                    .as("windows of %s", export)
                    .isNotEmpty()
                    .allMatch(state -> state == WindowState.VERIFIED || state == WindowState.EMPTY);
            windows.stream()
                    .filter(window -> window.parts() > 0)
                    .findFirst()
                    .ifPresent(window -> assertThat(
                                    console.objects(export, window.window().start())
                                            .objects())
                            .as("objects of %s %s", export, window)
                            .filteredOn(object -> object.rows().isPresent())
                            .hasSize(window.parts())
                            .allMatch(object -> object.delivered().isPresent()));
            delivered.put(
                    export.toString(),
                    windows.stream()
                            .mapToLong(window -> window.counts().delivered())
                            .sum());
        });
        return delivered;
    }
}
