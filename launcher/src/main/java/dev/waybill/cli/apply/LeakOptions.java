package dev.waybill.cli.apply;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.LocalState;
import dev.waybill.cli.preview.EventReading;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.apply.LeakCheck;
import dev.waybill.control.preview.ExportPreview;
import dev.waybill.control.preview.Leak;
import dev.waybill.control.preview.PartTaker;
import dev.waybill.control.preview.Preview;
import dev.waybill.control.preview.PreviewBounds;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.control.preview.PreviewRequest;
import dev.waybill.control.preview.TopicEvents;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.ExportSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Option;

/** Whether exports that change are looked at first, in recent events. */
final class LeakOptions {
    @Option(
            names = "--preview",
            description = "Also look at recent events of the input topics, whether exports that are new or change would let"
                    + " out what they are to hide, and refuse that unless --allow leak. It needs the right to read those"
                    + " topics, and with events in Avro or Protobuf the configuration of run: --config, -D.")
    private boolean preview;

    /**
     * What is asked before anything is changed.
     *
     * @param settings of the platform that hold when it was applied
     * @param client settings of any client of the cluster
     * @param localData the data folder of {@code ./waybill local}, if its broker is the cluster
     * @throws IOException if the configuration or a secret cannot be read
     */
    LeakCheck check(
            AppOptions application,
            Supplier<PlatformSettings> settings,
            KafkaClients clients,
            Map<String, Object> client,
            Optional<Path> localData)
            throws IOException {
        if (!preview) {
            return LeakCheck.NONE;
        }
        SecretLookup secrets = new SecretReferences(
                localData.isPresent()
                        ? LocalState.environment(localData.get(), System.getenv())
                        : System.getenv());
        EventReading reading = EventReading.of(application, secrets, client);
        return changed -> {
            try (Consumer<byte[], byte[]> consumer = clients.consumer(TopicEvents.settings(client))) {
                return refusals(Preview.run(request(changed, settings.get(), secrets, reading, consumer)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static PreviewRequest request(
            List<ExportSpec> changed,
            PlatformSettings settings,
            SecretLookup secrets,
            EventReading reading,
            Consumer<byte[], byte[]> consumer) {
        int tenants = Math.toIntExact(changed.stream()
                .map(export -> export.exportId().tenant())
                .distinct()
                .count());
        return CommandFrame.made(() -> new PreviewRequest(
                changed,
                settings,
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

    static List<Refusal> refusals(PreviewReport report) {
        return report.exports().stream()
                .filter(export -> !export.leaked().isEmpty())
                .map(export -> new Refusal(GuardRule.LEAK, text(export)))
                .toList();
    }

    private static String text(ExportPreview export) {
        Leak first = export.leaked().get(0);
        int more = export.leaked().size() - 1;
        return "export " + export.export() + " would let out " + first.field() + " in " + first.place() + " ("
                + first.spelling().words() + ")" + (more == 0 ? "" : ", and " + more + " more")
                + "; ./waybill preview shows it";
    }
}
