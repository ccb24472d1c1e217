package dev.waybill.cli.frame;

import dev.waybill.acls.ClientGrants;
import dev.waybill.connector.Connector;
import dev.waybill.kubernetes.KubernetesFiles;
import dev.waybill.kubernetes.StrimziClusters;
import dev.waybill.spec.ExportSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code render} writes for Strimzi. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class KubernetesOptions {
    @Option(
            names = "--kubernetes",
            description =
                    "Also write Strimzi's resources: topics, users with their rights, and connectors. The options for"
                            + " topics and rights have an effect with this only.")
    private boolean wanted;

    @Option(
            names = "--kafka-cluster",
            paramLabel = "NAME",
            defaultValue = "kafka",
            description = "Name of Strimzi's Kafka (default: ${DEFAULT-VALUE}).")
    private String kafka;

    @Option(
            names = "--connect-cluster",
            paramLabel = "NAME",
            defaultValue = "waybill-connect",
            description = "Name of Strimzi's KafkaConnect (default: ${DEFAULT-VALUE}).")
    private String connect;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private AclOptions acls;

    /**
     * The files by path; none where nobody asked for them.
     *
     * @param exports of all tenants
     * @param connectors as rendered
     * @param futureSkew how far ahead of their arrival events may be
     * @throws IOException if the worker's properties cannot be read
     * @throws UsageException if something is wrong with the options
     */
    public SortedMap<String, String> files(List<ExportSpec> exports, List<Connector> connectors, Duration futureSkew)
            throws IOException {
        if (!wanted) {
            return new TreeMap<>();
        }
        List<ClientGrants> clients = acls.grants(connectors, topics.applicationId(), topics.isRepartitioned());
        return CommandFrame.made(() -> KubernetesFiles.of(
                topics.plan(exports).withFutureSkew(futureSkew),
                clients,
                connectors,
                new StrimziClusters(kafka, connect)));
    }
}
