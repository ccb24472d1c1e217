package dev.waybill.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.acls.AclPlan;
import dev.waybill.acls.Client;
import dev.waybill.acls.WorkerNames;
import dev.waybill.cli.Main;
import dev.waybill.connector.Connector;
import dev.waybill.kubernetes.KubernetesFiles;
import dev.waybill.kubernetes.StrimziClusters;
import dev.waybill.render.PlatformReader;
import dev.waybill.render.Rendering;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.strimzi.api.kafka.model.common.authentication.KafkaClientAuthenticationScram;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connect.KafkaConnectSpec;
import io.strimzi.api.kafka.model.connector.AbstractConnectorSpec;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code render --kubernetes} writes, read by Strimzi's own models. */
class RenderedResourcesTest {
    private static final Path COMPOSE = Chart.ROOT.resolve("deploy/compose");

    @TempDir
    private Path folder;

    @Test
    void theCommandWritesResourcesThatStrimziTakes() throws IOException {
        StrictManifests chart = Chart.manifests("strimzi");
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        for (Map.Entry<String, String> file :
                chart.named(ConfigMap.class, "waybill-tenants").getData().entrySet()) {
            Files.writeString(tenants.resolve(file.getKey()), file.getValue());
        }
        Path platform = folder.resolve("platform.yaml");
        Files.writeString(
                platform,
                chart.named(ConfigMap.class, "waybill-platform").getData().get("platform.yaml"));
        StringWriter err = new StringWriter();
        CommandLine program = Main.withCommands()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true));

        int code = program.execute(
                "render",
                "--tenants=" + tenants,
                "--platform=" + platform,
                "--out=" + folder.resolve("out"),
                "--kubernetes",
                "--principal",
                "sink=User:waybill-worker",
                "--input-partitions=24");

        assertThat(code).as(err.toString()).isZero();
        StrictManifests rendered = readAll(folder.resolve("out/kubernetes"));
        assertThat(names(rendered, KafkaTopic.class))
                .contains("download-events", "waybill.catalog", "waybill.delivery", "export.acme.downloads");
        assertThat(rendered.named(KafkaTopic.class, "download-events").getSpec().getPartitions())
                .isEqualTo(24);
        assertThat(rendered.all(KafkaTopic.class)).allSatisfy(topic -> {
            assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
            assertThat(topic.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "kafka");
        });
        KafkaConnector sink = rendered.named(KafkaConnector.class, "waybill-sink");
        assertThat(sink.getSpec().getClassName()).isEqualTo("dev.waybill.sink.ExportSinkConnector");
        assertThat(sink.getSpec().getTasksMax()).isEqualTo(4);
        assertThat(sink.getMetadata().getLabels())
                .containsEntry(
                        "strimzi.io/cluster",
                        chart.all(KafkaConnect.class).get(0).getMetadata().getName());
        assertThat(names(rendered, KafkaUser.class))
                .contains("waybill-run", "waybill-worker", "waybill-apply", "waybill-sink-catalog")
                .doesNotContain("waybill-sink", "waybill-apply-acls");
    }

    /** The Secrets that the chart's pods mount are those of users that are rendered. */
    @Test
    void theChartLogsInAsUsersThatAreRendered() throws IOException {
        StrictManifests rendered = StrictManifests.parse(String.join("\n---\n", files().values()));
        StrictManifests chart = Chart.manifests("strimzi");
        KafkaConnect connect = chart.all(KafkaConnect.class).get(0);
        Map<String, String> logins = new TreeMap<>();
        Stream.of(
                        chart.named(StatefulSet.class, "waybill-streams")
                                .getSpec()
                                .getTemplate(),
                        chart.named(Job.class, "waybill-apply").getSpec().getTemplate(),
                        chart.named(Deployment.class, "waybill-console")
                                .getSpec()
                                .getTemplate())
                .map(PodTemplateSpec::getSpec)
                .forEach(pod -> pod.getVolumes().stream()
                        .filter(volume -> volume.getName().equals("kafka-user"))
                        .forEach(volume -> logins.put(
                                pod.getContainers().get(0).getName(),
                                volume.getSecret().getSecretName())));
        logins.put(
                "worker",
                connect.getSpec().getAuthentication() instanceof KafkaClientAuthenticationScram scram
                        ? scram.getUsername()
                        : "");

        assertThat(logins)
                .isEqualTo(Map.of(
                        "streams", user(Client.RUN),
                        "apply", user(Client.APPLY),
                        "console", user(Client.CONSOLE),
                        "worker", user(Client.WORKER)));
        assertThat(names(rendered, KafkaUser.class))
                .containsAll(logins.values())
                .contains(user(Client.SINK_CATALOG));
        assertThat(chart.named(Role.class, "waybill-connect-secrets")
                        .getRules()
                        .get(0)
                        .getResourceNames())
                .as("catalog.client.* of platform.yaml")
                .contains(user(Client.SINK_CATALOG));
    }

    @Test
    void connectorsOfBothProductsAreTaken() throws IOException {
        StrictManifests rendered = StrictManifests.parse(String.join("\n---\n", files().values()));
        List<String> forbidden = names(AbstractConnectorSpec.FORBIDDEN_PARAMETERS);

        assertThat(rendered.all(KafkaConnector.class)).hasSize(2).allSatisfy(connector -> {
            assertThat(connector.getSpec().getConfig().keySet()).doesNotContainAnyElementsOf(forbidden);
            assertThat(connector.getSpec().getClassName()).isNotBlank();
            assertThat(connector.getSpec().getTasksMax()).isPositive();
        });
    }

    @Test
    void workersSayNothingThatStrimziSays() throws IOException {
        KafkaConnectSpec connect =
                Chart.manifests("strimzi").all(KafkaConnect.class).get(0).getSpec();
        List<String> forbidden = names(KafkaConnectSpec.FORBIDDEN_PREFIXES);

        assertThat(connect.getConfig().keySet())
                .allSatisfy(key -> assertThat(forbidden).noneMatch(key::startsWith));
    }

    /** As many rights as the plan has, for whoever logs in as himself. */
    @Test
    void usersHaveTheRightsOfThePlan() throws IOException {
        StrictManifests rendered = StrictManifests.parse(String.join("\n---\n", files().values()));

        AclPlan.of("waybill", WorkerNames.of(Map.of()), rendering().connectors()).clients(Client::principal).stream()
                .filter(client -> client.client() != Client.APPLY_ACLS)
                .forEach(client -> {
                    KafkaUser user = rendered.named(KafkaUser.class, user(client.client()));
                    KafkaUserAuthorizationSimple simple =
                            (KafkaUserAuthorizationSimple) user.getSpec().getAuthorization();
                    assertThat(simple.getAcls())
                            .as(client.client().word())
                            .hasSize(client.grants().size());
                    assertThat(user.getSpec().getAuthentication().getType()).isEqualTo("scram-sha-512");
                });
    }

    private static String user(Client client) {
        return client.principal().substring("User:".length());
    }

    private static Map<String, String> files() throws IOException {
        TenantSpecs specs = SpecReader.read(COMPOSE.resolve("tenants"));
        List<Connector> connectors = rendering().connectors();
        return KubernetesFiles.of(
                TopicPlan.of(specs.exports(), TopicSettings.EMBEDDED),
                AclPlan.of("waybill", WorkerNames.of(Map.of()), connectors).clients(Client::principal),
                connectors,
                new StrimziClusters("kafka", "waybill-connect"));
    }

    private static Rendering rendering() throws IOException {
        return Rendering.of(
                SpecReader.read(COMPOSE.resolve("tenants")).exports(),
                new ExternalIds(Map.of("acme", "wb-acme")),
                PlatformReader.read(COMPOSE.resolve("platform.yaml")),
                OperatorRules.read(COMPOSE.resolve("tenants")));
    }

    private static StrictManifests readAll(Path below) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return StrictManifests.parse(String.join("\n---\n", texts));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    private static Set<String> names(StrictManifests manifests, Class<? extends HasMetadata> kind) {
        return manifests.all(kind).stream()
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toSet());
    }
}
