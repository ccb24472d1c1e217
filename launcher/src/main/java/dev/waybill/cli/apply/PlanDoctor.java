package dev.waybill.cli.apply;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.cli.doctor.DoctorOptions;
import dev.waybill.cli.frame.ProgressLine;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ApplyState;
import dev.waybill.control.apply.ExportEffect;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.doctor.Doctor;
import dev.waybill.control.doctor.DoctorRequest;
import dev.waybill.control.doctor.aws.AwsAccounts;
import dev.waybill.control.doctor.check.Stage;
import dev.waybill.control.doctor.pipeline.KafkaPipeline;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the doctor look at exports that are added or changed: before their first window, so that it is not lost time. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PlanDoctor {
    @Option(
            names = "--doctor",
            description =
                    "Also try out the destinations of exports that are added or changed, as doctor does: puts a test"
                            + " object there.")
    private boolean wanted;

    @Mixin
    private DoctorOptions options;

    /**
     * How cluster and accounts are reached.
     *
     * @param connect where Connect is; empty if it is not to be asked
     * @param localData the data folder of {@code ./waybill local}, if its broker is the cluster
     */
    record Way(
            KafkaClients clients,
            Map<String, Object> settings,
            Optional<ConnectAccess> connect,
            Optional<Path> localData) {}

    /**
     * Makes sure, before anything is changed, that it can look, if somebody asked for it.
     *
     * @throws IOException if the platform's key cannot be read
     */
    void check(ApplyRequest request, CatalogSnapshot catalog, Way way) throws IOException {
        if (wanted) {
            options.check(request.wanted().platform(catalog), way.localData());
        }
    }

    /**
     * Looks, if somebody asked for it and the plan stands.
     *
     * @param catalog as it is, after the plan where that was carried out
     * @return empty if nobody asked, or nothing is added or changed
     */
    Optional<FurtherReport> look(
            ApplyResult result, ApplyRequest request, CatalogSnapshot catalog, Way way, ProgressLine progress) {
        List<ExportSpec> exports = exports(result);
        if (!wanted || exports.isEmpty()) {
            return Optional.empty();
        }
        Platform platform = request.wanted().platform(catalog);
        Collection<ExportSpec> all = request.wanted().tenants().values().stream()
                .flatMap(List::stream)
                .toList();
        Stage stage = result.state() == ApplyState.APPLIED ? Stage.APPLIED : Stage.PLANNED;
        DoctorRequest asked =
                DoctorRequest.ofSpecs(exports, all, platform, ids(request, catalog), stage, options.patience());
        try (AwsAccounts accounts = options.accounts(platform, way.localData());
                KafkaPipeline pipeline = KafkaPipeline.open(way.clients(), way.settings(), way.connect())) {
            return Optional.of(new DoctorFurther(
                    new Doctor(accounts, pipeline, Clock.systemUTC(), System::nanoTime, progress).check(asked)));
        } catch (IOException e) {
            throw new UncheckedIOException("a key that could be read a moment ago cannot be read any more", e);
        } finally {
            progress.close();
        }
    }

    /** Those of the catalog, and those that are to be taken over. */
    private static ExternalIds ids(ApplyRequest request, CatalogSnapshot catalog) {
        Map<String, String> ids = new HashMap<>(request.externalIds());
        ids.putAll(catalog.externalIds().byTenant());
        return new ExternalIds(ids);
    }

    /** What is refused is not tried out: nobody will deliver it. */
    private static List<ExportSpec> exports(ApplyResult result) {
        if (result.state() != ApplyState.PLANNED && result.state() != ApplyState.APPLIED) {
            return List.of();
        }
        return result.plan().tenants().stream()
                .flatMap(tenant -> tenant.exports().stream())
                .flatMap((ExportEffect export) -> export.after().stream())
                .filter(ExportSpec::enabled)
                .toList();
    }
}
