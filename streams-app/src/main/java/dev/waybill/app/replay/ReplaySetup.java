package dev.waybill.app.replay;

import dev.waybill.app.PollInterval;
import dev.waybill.app.ReceiptSigning;
import dev.waybill.app.RegistryAccess;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ExportBinder;
import dev.waybill.kafka.PollPatience;
import dev.waybill.kafka.StoreMemory;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.topology.Placement;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The application that a replay delivers like.
 *
 * @param kafka its Streams configuration
 * @param placement which topics its events are read from
 * @param binder makes versions of specs
 * @param schemas looks up the schemas events were written with
 * @param times which times of events are accepted
 * @param settings of the batching engine
 * @param memory for rows of open windows
 * @param patience of the threads that events come on
 * @param signer asked by whoever delivers to a folder of the replay's own: who signs its receipts; empty for none
 */
public record ReplaySetup(
        Map<String, Object> kafka,
        Placement placement,
        ExportBinder binder,
        SchemaLookup schemas,
        TimeRules times,
        BatchSettings settings,
        MemoryBudget memory,
        PollPatience patience,
        Supplier<Optional<ReceiptSigner>> signer) {
    /** Nothing waits for its turn. */
    public ReplaySetup {
        kafka = Map.copyOf(kafka);
        settings = settings.withSpread(Duration.ZERO);
    }

    /**
     * The application of this configuration.
     *
     * @throws dev.waybill.spec.yaml.SpecException if the registry's settings are wrong
     */
    public static ReplaySetup of(AppConfig config, SecretLookup secrets) {
        PollPatience patience = new PollPatience(PollInterval.of(config.kafka()));
        return new ReplaySetup(
                StoreMemory.of(config.storeMemory()).sharedIn(config.kafka()),
                Placement.ofRepartition(config.repartition()),
                ExportBinder.forCurrentSchemas(secrets),
                RegistryAccess.of(config, secrets, patience).schemas(),
                config.times(),
                BatchSettings.DEFAULT.withReplayDistance(config.replayDistance()),
                MemoryBudget.of(config.memoryBudget()),
                patience,
                () -> ReceiptSigning.of(config, secrets).map(ReceiptSigner::new));
    }

    /**
     * Who signs the receipts of what goes to this place; empty where there are none.
     *
     * @throws dev.waybill.spec.yaml.SpecException if nobody says who
     */
    Optional<ReceiptSigner> signer(ReplayPlace place) {
        return place instanceof OwnFolder ? signer.get() : Optional.empty();
    }

    /** Settings of any client of the cluster. */
    Map<String, Object> client() {
        return new StreamsConfig(kafka).getAdminConfigs("waybill-replay");
    }

    /** The live application's id. */
    String applicationId() {
        return String.valueOf(kafka.getOrDefault("application.id", "waybill"));
    }
}
