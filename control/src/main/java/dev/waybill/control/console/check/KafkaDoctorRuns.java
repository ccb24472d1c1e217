package dev.waybill.control.console.check;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.doctor.Doctor;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.DoctorRequest;
import dev.waybill.control.doctor.account.Accounts;
import dev.waybill.control.doctor.pipeline.KafkaPipeline;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Looks at what the catalog has, on a cluster that is reached with the settings of a Kafka client. */
public final class KafkaDoctorRuns implements DoctorRuns {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final Optional<ConnectAccess> connect;
    private final AccountAccess accounts;
    private final Supplier<CatalogSnapshot> catalog;

    /**
     * Asks nothing yet.
     *
     * @param settings of any Kafka client, by Kafka's own keys
     * @param connect empty if Connect is not to be asked
     */
    public KafkaDoctorRuns(
            KafkaClients clients,
            Map<String, Object> settings,
            Optional<ConnectAccess> connect,
            AccountAccess accounts,
            Supplier<CatalogSnapshot> catalog) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.connect = connect;
        this.accounts = accounts;
        this.catalog = catalog;
    }

    @Override
    public DoctorReport run(String tenant, Optional<String> export) {
        return run(tenant, export, (request, found) -> {});
    }

    /**
     * Looks at one export, unless the platform itself cannot be asked for: everything would then seem to be wrong with an account
     * that nobody has seen.
     *
     * @return of no export if no version rules it
     * @throws ClusterException if the platform has no credentials here, or STS does not answer
     */
    public DoctorReport look(ExportId export) {
        return run(export.tenant(), Optional.of(export.export()), KafkaDoctorRuns::requirePlatform);
    }

    private static void requirePlatform(DoctorRequest request, Accounts accounts) {
        request.exports().stream()
                .flatMap(export -> export.spec().destination().s3().stream())
                .filter(destination -> destination.roleArn().isPresent())
                .findFirst()
                .map(destination -> accounts.of(destination).platform())
                .filter(own -> !own.isWell())
                .ifPresent(own -> {
                    throw new ClusterException("the platform's own account could not be asked for: " + own.detail());
                });
    }

    private DoctorReport run(String tenant, Optional<String> export, BiConsumer<DoctorRequest, Accounts> requirement) {
        CatalogSnapshot now = catalog.get();
        Platform platform = now.document(Platform.FILE)
                .map(text -> PlatformReader.parse(Platform.FILE, text))
                .orElse(Platform.NONE);
        DoctorRequest request = DoctorRequest.ofCatalog(now, tenant, export, platform, PATIENCE);
        try {
            return accounts.look(platform, found -> {
                requirement.accept(request, found);
                try (KafkaPipeline pipeline = KafkaPipeline.open(clients, settings, connect)) {
                    return new Doctor(found, pipeline, Clock.systemUTC(), System::nanoTime, Progress.NONE)
                            .check(request);
                }
            });
        } catch (IOException e) {
            throw new ClusterException("the platform's credentials cannot be read: " + e.getMessage(), e);
        }
    }
}
