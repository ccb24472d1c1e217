package dev.waybill.cli.apply;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.LocalState;
import dev.waybill.cli.preview.EventReading;
import dev.waybill.clients.KafkaClients;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether exports that change are looked at first, in recent events. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LeakOptions {
    @Option(
            names = "--preview",
            description =
                    "Also look at recent events of the input topics, whether exports that are new or change would let"
                            + " out what they are to hide, and refuse that unless --allow leak. It needs the right to read those"
                            + " topics, and with events in Avro or Protobuf the configuration of run: --config, -D.")
    private boolean preview;

    @Mixin
    private AppOptions application;

    /** The configuration of the application. */
    AppOptions application() {
        return application;
    }

    /**
     * What is asked before anything is changed; empty if nobody wants to know.
     *
     * @param settings of the platform that hold when it was applied; asked where anything changes
     * @param client settings of any client of the cluster
     * @param localData the data folder of {@code ./waybill local}, if its broker is the cluster
     * @throws IOException if the configuration or a secret cannot be read
     */
    Optional<PreviewLeakCheck> check(
            Supplier<PlatformSettings> settings,
            KafkaClients clients,
            Map<String, Object> client,
            Optional<Path> localData)
            throws IOException {
        if (!preview) {
            return Optional.empty();
        }
        SecretLookup secrets = new SecretReferences(
                localData.isPresent() ? LocalState.environment(localData.get(), System.getenv()) : System.getenv());
        return Optional.of(new PreviewLeakCheck(
                settings, secrets, EventReading.of(application, secrets, client, localData), clients, client));
    }
}
