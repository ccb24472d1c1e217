package dev.waybill.cli.apply;

import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.preview.EventReading;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.apply.LeakCheck;
import dev.waybill.control.preview.ExportPreview;
import dev.waybill.control.preview.LeakRefusals;
import dev.waybill.control.preview.PartTaker;
import dev.waybill.control.preview.Preview;
import dev.waybill.control.preview.PreviewBounds;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.control.preview.PreviewRequest;
import dev.waybill.control.preview.TopicEvents;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ExportSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Asks a preview of recent events whether exports that change would leak, and remembers what it has looked at. */
final class PreviewLeakCheck implements LeakCheck {
    private final Supplier<PlatformSettings> settings;
    private final SecretLookup secrets;
    private final EventReading reading;
    private final KafkaClients clients;
    private final Map<String, Object> client;
    private Optional<PreviewReport> looked = Optional.empty();

    /**
     * @param settings of the platform that hold when it was applied; asked where anything changes
     * @param client settings of any client of the cluster
     */
    PreviewLeakCheck(
            Supplier<PlatformSettings> settings,
            SecretLookup secrets,
            EventReading reading,
            KafkaClients clients,
            Map<String, Object> client) {
        this.settings = settings;
        this.secrets = secrets;
        this.reading = reading;
        this.clients = clients;
        this.client = client;
    }

    @Override
    public List<Refusal> leaks(List<ExportSpec> changed) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer(TopicEvents.settings(client))) {
            PreviewReport report = Preview.run(request(changed, consumer));
            looked = Optional.of(report);
            return LeakRefusals.of(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PreviewRequest request(List<ExportSpec> changed, Consumer<byte[], byte[]> consumer) {
        int tenants = Math.toIntExact(changed.stream()
                .map(export -> export.exportId().tenant())
                .distinct()
                .count());
        return CommandFrame.made(() -> new PreviewRequest(
                changed,
                settings.get(),
                secrets,
                reading.schemas(),
                reading.times(),
                new TopicEvents(consumer, tenants, Clock.systemUTC()),
                PreviewBounds.DEFAULT,
                0,
                0,
                PartTaker.NONE,
                () -> false));
    }

    /** What was looked at; empty if nothing was, since nothing changes. */
    Optional<FurtherReport> report() {
        return looked.map(Looked::new);
    }

    /** So many rows say how much it means that nothing leaks. */
    private record Looked(PreviewReport report) implements FurtherReport {
        @Override
        public String member() {
            return "preview";
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            report.exports()
                    .forEach(export -> lines.add("preview " + export.export() + ": rows searched " + export.scanned()
                            + ", leaks " + export.leaked().size()));
            report.sources().forEach(source -> source.notes().forEach(note -> lines.add("preview: " + note)));
            report.notes().forEach(note -> lines.add("preview: " + note));
            return lines;
        }

        @Override
        public List<Map<String, Object>> content() {
            return report.exports().stream().map(Looked::content).toList();
        }

        private static Map<String, Object> content(ExportPreview export) {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("tenant", export.export().tenant());
            content.put("export", export.export().export());
            content.put("rows-searched", export.scanned());
            content.put("leaks", export.leaked().size());
            return content;
        }

        /** Leaks are refused before. */
        @Override
        public boolean isWell() {
            return true;
        }
    }
}
