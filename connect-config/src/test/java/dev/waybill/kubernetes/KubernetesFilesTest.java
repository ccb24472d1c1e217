package dev.waybill.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.Golden;
import dev.waybill.TestExports;
import dev.waybill.acls.AclPlan;
import dev.waybill.acls.Client;
import dev.waybill.acls.ClientGrants;
import dev.waybill.acls.WorkerNames;
import dev.waybill.connector.Connector;
import dev.waybill.connector.WaybillSink;
import dev.waybill.contract.Delivery;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KubernetesFilesTest {
    private static final StrimziClusters CLUSTERS = new StrimziClusters("kafka", "waybill-connect");
    private static final List<ExportSpec> EXPORTS = List.of(
            TestExports.export("acme", "downloads", TestExports.s3("acme-logs", "client-logs")),
            TestExports.export(
                    "globex", "downloads", Delivery.SHARED, TestExports.s3("globex-logs", "logs"), Map.of()));
    private static final TopicPlan TOPICS = TopicPlan.of(EXPORTS, TopicSettings.EMBEDDED);
    private static final List<Connector> CONNECTORS = new WaybillSink(
                    "waybill-sink", Map.of("bootstrap.servers", "kafka-bootstrap:9093"), List.of())
            .connectors(EXPORTS, Map.of("tasks.max", "8"), problem -> {
                throw new AssertionError(problem);
            });

    @Test
    void writesATopicOfAnExportAsKafkaTopic() {
        Golden.assertMatches("kubernetes/topic.json", files().get("kubernetes/topics/export.acme.downloads.json"));
    }

    @Test
    void writesAClientWithItsRightsAsKafkaUser() {
        Golden.assertMatches("kubernetes/user.json", files().get("kubernetes/users/waybill-run.json"));
    }

    @Test
    void writesAConnectorAsKafkaConnector() {
        Golden.assertMatches("kubernetes/connector.json", files().get("kubernetes/connectors/waybill-sink.json"));
    }

    @Test
    void hasEveryPlannedTopicAndNoOther() {
        assertThat(files().keySet().stream()
                        .filter(path -> path.startsWith("kubernetes/topics/"))
                        .map(path -> path.replaceAll("kubernetes/topics/(.*)\\.json", "$1")))
                .containsExactlyElementsOf(TOPICS.names());
    }

    @Test
    void clientsThatLogInAsOneUserGetTheRightsOfAll() {
        String worker = files(client -> client == Client.SINK ? "User:waybill-worker" : client.principal())
                .get("kubernetes/users/waybill-worker.json");

        assertThat(worker).contains("\"connect-configs\"", "\"connect-waybill-sink\"", "\"export.\"");
        assertThat(files().get("kubernetes/users/waybill-worker.json")).doesNotContain("connect-waybill-sink");
    }

    /** Strimzi grants rights, and takes away what others grant to its users. */
    @Test
    void nobodyMayGrantRightsBesideStrimzi() {
        assertThat(files()).doesNotContainKey("kubernetes/users/waybill-apply-acls.json");
        assertThat(files().values()).noneMatch(text -> text.contains("\"Alter\"") && text.contains("\"cluster\""));
    }

    @Test
    void refusesNamesThatKubernetesDoesNotTake() {
        Connector named = new Connector("Waybill_Sink", Map.of("name", "Waybill_Sink", "connector.class", "x"));

        assertThatThrownBy(() -> KubernetesFiles.of(TOPICS, List.of(), List.of(named), CLUSTERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a KafkaConnector cannot be called \"Waybill_Sink\": Kubernetes takes lower-case letters,"
                        + " digits, hyphens and dots");
        assertThatThrownBy(() -> files(client -> "Group:" + client.word()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no user of Strimzi's: write --principal CLIENT=User:NAME");
    }

    private static SortedMap<String, String> files() {
        return files(Client::principal);
    }

    private static SortedMap<String, String> files(Function<Client, String> principals) {
        List<ClientGrants> clients =
                AclPlan.of("waybill", WorkerNames.of(Map.of()), CONNECTORS).clients(principals);
        return KubernetesFiles.of(TOPICS, clients, CONNECTORS, CLUSTERS);
    }
}
