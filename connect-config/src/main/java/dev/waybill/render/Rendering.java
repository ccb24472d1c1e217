package dev.waybill.render;

import dev.waybill.connector.ConfluentS3Sink;
import dev.waybill.connector.Connector;
import dev.waybill.connector.WaybillSink;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Every document that follows from the exports: connectors, and each tenant's IAM documents. Equal input gives equal bytes.
 *
 * @param connectors sorted by name
 * @param iam documents by path below the folder {@code iam}
 * @param leftOut paths, as {@link #files} has them, of documents that need an external id that is not known
 */
public record Rendering(List<Connector> connectors, SortedMap<String, String> iam, SortedSet<String> leftOut) {
    private static final String IAM = "iam/";

    public Rendering {
        connectors = List.copyOf(connectors);
        iam = Collections.unmodifiableSortedMap(new TreeMap<>(iam));
        leftOut = Collections.unmodifiableSortedSet(new TreeSet<>(leftOut));
    }

    /**
     * Renders.
     *
     * @param specs of all tenants, the disabled ones included, since they still finish the windows they have begun
     * @throws SpecException with everything that is wrong; a place's file is then {@code tenant/export} or the tenant
     */
    public static Rendering of(
            Collection<ExportSpec> specs, ExternalIds externalIds, Platform platform, OperatorRules operator) {
        List<ExportSpec> exports = specs.stream()
                .sorted(Comparator.comparing(ExportSpec::exportId))
                .toList();
        List<Problem> problems = new ArrayList<>();
        List<ExportSpec> ours = new ArrayList<>();
        List<ExportSpec> confluents = new ArrayList<>();
        for (ExportSpec export : exports) {
            boolean confluent = platform.confluentSink().exports().contains(export.exportId());
            (confluent ? confluents : ours).add(export);
        }
        requireKnown(platform, exports, problems::add);
        List<Connector> connectors = new ArrayList<>(new ConfluentS3Sink(externalIds)
                .connectors(confluents, platform.confluentSink().overrides(), problems::add));
        connectors.addAll(ownSink(platform, confluents)
                .connectors(ours, platform.waybillSink().overrides(), problems::add));
        SortedSet<String> leftOut = new TreeSet<>();
        exports.forEach(export -> OwnAccount.check(export, platform, operator).ifPresent(problems::add));
        SortedMap<String, String> iam =
                iam(exports, externalIds, platform, problems::add, path -> leftOut.add(IAM + path));
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return new Rendering(connectors, iam, leftOut);
    }

    /** Everything by path below the output folder, sorted. */
    public SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        connectors.forEach(connector -> files.put("connectors/" + connector.name() + ".json", connector.json()));
        iam.forEach((path, text) -> files.put(IAM + path, text));
        return files;
    }

    private static WaybillSink ownSink(Platform platform, List<ExportSpec> others) {
        return new WaybillSink(
                platform.waybillSink().name(),
                platform.waybillSink().catalogClient(),
                others.stream().map(ExportSpec::topic).toList());
    }

    private static void requireKnown(Platform platform, List<ExportSpec> exports, Consumer<Problem> problems) {
        List<ExportId> known = exports.stream().map(ExportSpec::exportId).toList();
        for (ExportId id : new TreeSet<>(platform.confluentSink().exports())) {
            if (!known.contains(id)) {
                problems.accept(
                        Problem.at(Place.of("platform.yaml", "connectors.confluent-s3-sink.exports"), "no such export")
                                .value(id.toString())
                                .hint("take it out, or write the export's spec"));
            }
        }
    }

    private static SortedMap<String, String> iam(
            List<ExportSpec> exports,
            ExternalIds externalIds,
            Platform platform,
            Consumer<Problem> problems,
            Consumer<String> leftOut) {
        TreeMap<String, List<ExportSpec>> byTenant = new TreeMap<>();
        exports.forEach(export -> byTenant.computeIfAbsent(export.exportId().tenant(), tenant -> new ArrayList<>())
                .add(export));
        SortedMap<String, String> documents = new TreeMap<>();
        byTenant.forEach((tenant, theirs) -> IamRendering.of(
                        tenant, theirs, platform, externalIds, problems, path -> leftOut.accept(tenant + "/" + path))
                .forEach((path, text) -> documents.put(tenant + "/" + path, text)));
        return documents;
    }
}
