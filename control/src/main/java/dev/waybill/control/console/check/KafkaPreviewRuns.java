package dev.waybill.control.console.check;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.control.preview.PartTaker;
import dev.waybill.control.preview.Preview;
import dev.waybill.control.preview.PreviewBounds;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.control.preview.PreviewRequest;
import dev.waybill.control.preview.TopicEvents;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** Reads the newest events of the input topics, without a group. */
public final class KafkaPreviewRuns implements PreviewRuns {
    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final SecretLookup secrets;
    private final SchemaLookup schemas;
    private final TimeRules times;

    /**
     * Asks nothing yet.
     *
     * @param settings of any Kafka client, by Kafka's own keys
     * @param secrets of this machine, as far as it has them
     * @param schemas of events in Avro and Protobuf
     * @param times which times of events are accepted
     */
    public KafkaPreviewRuns(
            KafkaClients clients,
            Map<String, Object> settings,
            SecretLookup secrets,
            SchemaLookup schemas,
            TimeRules times) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.secrets = secrets;
        this.schemas = schemas;
        this.times = times;
    }

    @Override
    public PreviewReport run(List<ExportSpec> exports, PlatformSettings platform, Size size) {
        Thread thread = Thread.currentThread();
        try (Consumer<byte[], byte[]> consumer = clients.consumer(TopicEvents.settings(settings))) {
            return Preview.run(new PreviewRequest(
                    exports,
                    platform,
                    secrets,
                    schemas,
                    times,
                    new TopicEvents(consumer, 1, Clock.systemUTC()),
                    PreviewBounds.DEFAULT.of(size.events(), Optional.empty()),
                    size.samples(),
                    size.lines(),
                    PartTaker.NONE,
                    thread::isInterrupted));
        } catch (IOException e) {
            throw new ClusterException("the preview cannot be made: " + e.getMessage(), e);
        }
    }
}
