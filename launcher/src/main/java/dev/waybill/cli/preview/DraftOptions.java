package dev.waybill.cli.preview;

import dev.waybill.app.SpecCheck;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.cli.frame.LocalState;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.redact.SecretLookup;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which exports are looked at, and under which settings. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DraftOptions {
    @Option(
            names = "--platform",
            paramLabel = "FILE",
            description =
                    "What the operator says about the platform (default: platform.yaml, if it is there; else, beside"
                            + " ./waybill local, that of its data folder; else the settings that the catalog has).")
    private @Nullable Path platform;

    @Mixin
    private AppOptions application;

    /**
     * Reads the files that are named, and tells them apart from exports of the catalog.
     *
     * @throws dev.waybill.spec.yaml.SpecException with every problem of every file
     * @throws IOException if a file cannot be read
     */
    Named named(List<String> names) throws IOException {
        List<TenantSpecs> files = new ArrayList<>();
        List<CatalogName> ofCatalog = new ArrayList<>();
        for (String name : names) {
            Path path = Path.of(name);
            Optional<CatalogName> exports = CatalogName.of(name);
            if (Files.exists(path)) {
                files.add(SpecCheck.read(path));
            } else if (exports.isPresent()) {
                ofCatalog.add(exports.get());
            } else {
                throw new NoSuchFileException(name);
            }
        }
        return new Named(files, ofCatalog);
    }

    /** What was named on the command line. */
    final class Named {
        private final List<TenantSpecs> files;
        private final List<CatalogName> ofCatalog;

        private Named(List<TenantSpecs> files, List<CatalogName> ofCatalog) {
            this.files = List.copyOf(files);
            this.ofCatalog = List.copyOf(ofCatalog);
        }

        /** Whether some of it stands in the catalog alone. */
        boolean needsCatalog() {
            return !ofCatalog.isEmpty();
        }

        /** @param localData the data folder of {@code ./waybill local}, if its broker is the cluster */
        Drafts withoutCluster(Optional<Path> localData) throws IOException {
            PlatformSettings settings = settings(localData).orElse(PlatformSettings.DEFAULT);
            return drafts(List.of(), settings, localData, Map.of(), List.of());
        }

        /**
         * The same on a cluster.
         *
         * @throws CatalogException if exports of the catalog are named and it cannot be read
         */
        Drafts onCluster(KafkaClients clients, Map<String, Object> client, Optional<Path> localData)
                throws IOException {
            Optional<PlatformSettings> settings = settings(localData);
            if (settings.isPresent() && !needsCatalog()) {
                return drafts(List.of(), settings.get(), localData, client, List.of());
            }
            List<String> notes = new ArrayList<>();
            CatalogSnapshot catalog = CatalogSnapshot.EMPTY;
            try {
                catalog = CatalogAccess.read(clients, client);
            } catch (CatalogException e) {
                if (needsCatalog()) {
                    throw e;
                }
                notes.add("the catalog cannot be read, so Waybill's default settings hold: " + e.getMessage());
            }
            List<ExportSpec> specs = new ArrayList<>();
            for (CatalogName name : ofCatalog) {
                specs.addAll(name.in(catalog));
            }
            Optional<PlatformSettings> ofTheCatalog = catalog.settings().map(SettingsRecord::last);
            PlatformSettings inForce = settings.or(() -> ofTheCatalog).orElse(PlatformSettings.DEFAULT);
            return drafts(specs, inForce, localData, client, notes);
        }

        private Drafts drafts(
                List<ExportSpec> more,
                PlatformSettings settings,
                Optional<Path> localData,
                Map<String, Object> client,
                List<String> notes)
                throws IOException {
            List<ExportSpec> exports = new ArrayList<>();
            files.forEach(file -> exports.addAll(file.exports()));
            exports.addAll(more);
            if (exports.isEmpty()) {
                throw new UsageException("no export stands in what was named");
            }
            Map<String, String> environment =
                    localData.isPresent() ? LocalState.environment(localData.get(), System.getenv()) : System.getenv();
            SecretLookup secrets = new SecretReferences(environment);
            return new Drafts(exports, files, settings, secrets, EventReading.of(application, secrets, client), notes);
        }
    }

    /** What the operator's file says; empty if there is none. */
    private Optional<PlatformSettings> settings(Optional<Path> localData) throws IOException {
        Path standard = Path.of(Platform.FILE);
        Optional<Path> file = Optional.ofNullable(platform)
                .or(() -> Files.exists(standard) ? Optional.of(standard) : localData.flatMap(LocalState::platform));
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(PlatformReader.parse(file.get().toString(), Files.readString(file.get()))
                        .settings()
                        .platform());
    }
}
