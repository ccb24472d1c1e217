package dev.waybill.cli;

import dev.waybill.app.SpecCheck;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.DidYouMean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out whether anybody would receive a tenant's events: a misspelt id is a valid one, too. */
final class TenantDoubt {
    private static final String SUFFIX = ".yaml";
    private static final Set<String> NOT_TENANTS = Set.of(ExternalIds.FILE, OperatorRules.FILE);

    private TenantDoubt() {}

    /**
     * Why the events of a source would reach nobody; empty if an export takes them. Only the tenant's own file is read,
     * so that what is wrong with the others does not matter.
     *
     * @param folder of the tenants' export specs
     * @throws dev.waybill.spec.yaml.SpecException if the tenant's spec is wrong
     */
    static Optional<String> about(String tenant, Source source, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.of("there is no folder " + folder + " to look tenant \"" + tenant
                    + "\" up in; name it with --tenants");
        }
        Path file = folder.resolve(tenant + SUFFIX);
        if (!Files.isRegularFile(file)) {
            return Optional.of("tenant \"" + tenant + "\" has no export in " + folder + "; "
                    + DidYouMean.hint(tenant, tenants(folder), "no tenant there has a name like it"));
        }
        boolean received = SpecCheck.read(file).exports().stream()
                .filter(ExportSpec::enabled)
                .anyMatch(export -> export.source() == source);
        return received
                ? Optional.empty()
                : Optional.of("tenant \"" + tenant + "\" has no enabled export with source: " + YamlName.of(source)
                        + " in " + folder);
    }

    private static Set<String> tenants(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> ExportId.isValid(name) && !NOT_TENANTS.contains(name + SUFFIX))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
