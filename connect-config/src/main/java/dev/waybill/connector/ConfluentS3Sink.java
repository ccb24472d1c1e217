package dev.waybill.connector;

import dev.waybill.kind.ExportKinds;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Confluent's S3 sink, set up so that each record becomes one object with the record's bytes. It needs one connector per
 * bucket, prefix, role and ending of names. Object names are its own.
 *
 * @param externalIds what the tenants' trust policies ask for
 */
public record ConfluentS3Sink(ExternalIds externalIds) implements ConnectorTemplate {
    @Override
    public String product() {
        return "confluent-s3-sink";
    }

    @Override
    public List<Connector> connectors(
            List<ExportSpec> exports, Map<String, String> overrides, Consumer<Problem> problems) {
        Map<String, String> global = ConfluentOverrides.checked(
                Place.of("platform.yaml", "connectors." + product() + ".overrides"), overrides, problems);
        TreeMap<String, Connector> connectors = new TreeMap<>();
        for (ConfluentGroup group : groups(exports, problems)) {
            Optional<String> externalId = externalIds.of(group.tenant());
            if (externalId.isEmpty()) {
                problems.accept(Problem.at(Place.ofFile(group.tenant()), "has no external id")
                        .hint(
                                "it stands in the catalog once apply has made it; say --bootstrap, or --catalog FILE for a"
                                        + " copy that apply --export has written"));
                continue;
            }
            Map<String, String> config = ConfluentConfig.of(group, externalId.get());
            config.putAll(global);
            config.putAll(ConfluentOverrides.of(group, problems));
            Connector connector = new Connector(group.connectorName(), config);
            if (connectors.putIfAbsent(connector.name(), connector) != null) {
                problems.accept(Problem.at(
                                Place.ofFile(group.exports().get(0).exportId().toString())
                                        .key("destination"),
                                "differs from another export with the same bucket, prefix, role and format")
                        .hint("one connector serves both: give them the same region, encryption, ACL and endpoint"));
            }
        }
        return List.copyOf(connectors.values());
    }

    private static List<ConfluentGroup> groups(List<ExportSpec> exports, Consumer<Problem> problems) {
        record Key(String tenant, S3Destination destination, String extension) {}
        Map<Key, List<ExportSpec>> groups = new LinkedHashMap<>();
        for (ExportSpec export : exports) {
            List<Problem> found = ConfluentLimits.problems(export);
            found.forEach(problems);
            export.destination().s3().filter(s3 -> found.isEmpty()).ifPresent(s3 -> {
                String extension = ExportKinds.format(export).extension();
                groups.computeIfAbsent(new Key(export.exportId().tenant(), s3, extension), key -> new ArrayList<>())
                        .add(export);
            });
        }
        return groups.entrySet().stream()
                .map(entry -> new ConfluentGroup(
                        entry.getKey().tenant(),
                        entry.getKey().destination(),
                        entry.getKey().destination().roleArn().orElseThrow(),
                        entry.getKey().extension(),
                        entry.getValue()))
                .toList();
    }
}
