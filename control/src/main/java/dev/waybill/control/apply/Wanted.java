package dev.waybill.control.apply;

import dev.waybill.app.SpecCheck;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.redact.SecretLookup;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.SpecReading;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people wrote: the folder of specs, and what the operator lays down.
 *
 * @param tenants all exports of each tenant that is to be as its file says, the disabled ones too
 * @param scope what becomes of the other tenants
 * @param specs where each export stands
 * @param platform what {@code platform.yaml} says; {@link Platform#NONE} where there is none
 * @param documents texts of the operator's files by name, of those that are there
 * @param leftOver external ids that still stand in a file beside the specs
 */
public record Wanted(
        SortedMap<String, List<ExportSpec>> tenants,
        WishScope scope,
        TenantSpecs specs,
        Platform platform,
        OperatorRules operator,
        Map<String, String> documents,
        ExternalIds leftOver) {
    public Wanted {
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        documents = Map.copyOf(documents);
    }

    /**
     * Reads the files of all tenants.
     *
     * @param folder of the specs and {@code operator.yaml}
     * @param platform the file {@code platform.yaml}; empty for the one in the working directory, if there is one
     * @param secrets those of this machine, as far as it has them: fingerprints of keys are made with them
     * @throws SpecException with everything that is wrong with any file
     * @throws IOException if a file cannot be read
     */
    public static Wanted all(Path folder, Optional<Path> platform, SecretLookup secrets) throws IOException {
        requireFolder(folder);
        SpecReading reading = SpecCheck.readForCatalog(folder, secrets);
        TenantSpecs specs = reading.orThrow();
        return wanted(folder, platform, specs, specs.exports(), specs.tenants(), WishScope.ALL_TENANTS);
    }

    /**
     * Reads the files of all tenants, of which only some are to be as their files say; what is wrong with the others does
     * not matter. A tenant without a file is to have no exports.
     *
     * @throws SpecException with everything that is wrong with these tenants' files, and with the operator's
     * @throws IOException if a file cannot be read
     */
    public static Wanted only(Set<String> tenants, Path folder, Optional<Path> platform, SecretLookup secrets)
            throws IOException {
        requireFolder(folder);
        SpecReading reading = SpecCheck.readForCatalog(folder, secrets, tenants::contains);
        List<Problem> theirs = reading.wrong().entrySet().stream()
                .filter(wrong -> tenants.contains(wrong.getKey().tenant()))
                .flatMap(wrong -> wrong.getValue().stream())
                .distinct()
                .toList();
        if (!theirs.isEmpty()) {
            throw new SpecException(theirs);
        }
        return wanted(folder, platform, reading.specs(), reading.right(), tenants, WishScope.THESE_TENANTS);
    }

    /**
     * Reads one tenant's file from its text, beside what the catalog holds: the operator's rules as they were applied, and the
     * other tenants' exports.
     *
     * @param catalog in which something was applied before
     * @throws SpecException with everything that is wrong with the text
     */
    public static Wanted draft(Draft draft, CatalogSnapshot catalog, SecretLookup secrets) {
        Map<String, String> documents =
                catalog.settings().map(SettingsRecord::documents).orElse(Map.of());
        OperatorRules operator = catalog.document(OperatorRules.FILE)
                .map(text -> OperatorRules.parse(OperatorRules.FILE, text))
                .orElse(OperatorRules.NONE);
        List<ExportSpec> beside = CurrentSpecs.of(catalog).stream()
                .filter(export -> draft.others() == Draft.Others.STAY
                        || !export.exportId().tenant().equals(draft.tenant()))
                .toList();
        TenantSpecs specs = SpecCheck.readDraftForCatalog(draft.file(), draft.yaml(), operator, beside, secrets)
                .orThrow();
        SortedMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        tenants.put(draft.tenant(), specs.exports());
        return new Wanted(
                tenants, WishScope.THESE_TENANTS, specs, Platform.NONE, operator, documents, new ExternalIds(Map.of()));
    }

    /**
     * The platform that holds when this was applied: where single tenants are to change, what concerns all stays as it is in
     * the catalog.
     */
    public Platform platform(CatalogSnapshot catalog) {
        return scope == WishScope.THESE_TENANTS && catalog.settings().isPresent()
                ? catalog.document(Platform.FILE)
                        .flatMap(PlatformReader::applied)
                        .orElse(Platform.NONE)
                : platform;
    }

    /** The settings that hold when this was applied, for whoever asks what would be delivered then. */
    public PlatformSettings settings(CatalogSnapshot catalog) {
        return scope == WishScope.THESE_TENANTS && catalog.settings().isPresent()
                ? catalog.settings().get().last()
                : platform.settings().platform();
    }

    /** Says problems that name an export by its id at the file and line where its spec stands. */
    SpecException inFiles(SpecException e) {
        return new SpecException(e.problems().stream().map(this::inFile).toList());
    }

    private Problem inFile(Problem problem) {
        String[] ids = problem.place().file().split("/", -1);
        if (ids.length != 2 || !ExportId.isValid(ids[0]) || !ExportId.isValid(ids[1])) {
            return problem;
        }
        ExportId id = new ExportId(ids[0], ids[1]);
        if (specs.export(id).isEmpty()) {
            return problem;
        }
        Place place = problem.place().path().isEmpty()
                ? specs.place(id)
                : specs.place(id, problem.place().path());
        return new Problem(place, problem.value(), problem.message(), problem.hint());
    }

    private static Wanted wanted(
            Path folder,
            Optional<Path> platformFile,
            TenantSpecs specs,
            List<ExportSpec> exports,
            Set<String> named,
            WishScope scope)
            throws IOException {
        Map<String, String> documents = new TreeMap<>();
        Platform platform = Platform.NONE;
        Path file = platformFile.orElse(Path.of(Platform.FILE));
        if (Files.exists(file)) {
            String text = Files.readString(file);
            platform = PlatformReader.parse(file.toString(), text);
            documents.put(Platform.FILE, text);
        } else if (platformFile.isPresent()) {
            throw new NoSuchFileException(file.toString());
        }
        Path operator = folder.resolve(OperatorRules.FILE);
        if (Files.exists(operator)) {
            documents.put(OperatorRules.FILE, Files.readString(operator));
        }
        SortedMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        named.forEach(tenant -> tenants.put(tenant, new ArrayList<>()));
        exports.forEach(export -> {
            List<ExportSpec> theirs = tenants.get(export.exportId().tenant());
            if (theirs != null) {
                theirs.add(export);
            }
        });
        return new Wanted(
                tenants, scope, specs, platform, OperatorRules.read(folder), documents, ExternalIds.read(folder));
    }

    private static void requireFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new SpecException(
                    List.of(Problem.at(Place.ofFile(folder.toString()), "is not the folder of all specs")
                            .hint("name the folder; for single tenants say --only TENANT as well")));
        }
    }
}
