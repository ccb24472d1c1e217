package dev.waybill.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.waybill.acls.WorkerNames;
import dev.waybill.cli.Main;
import dev.waybill.config.AppConfig;
import dev.waybill.connector.Connector;
import dev.waybill.render.PlatformReader;
import dev.waybill.render.Rendering;
import dev.waybill.sink.ExportSinkConnector;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The Helm chart with each of three files of values: Kubernetes takes it, and the programs understand what it says. */
class HelmChartTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SMALL = "small";
    private static final String STRIMZI = "strimzi";
    private static final String LARGE = "large";

    @TempDir
    private Path folder;

    @Test
    void helmFindsNothingWrong() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void aMemberThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> StrictManifests.parse(Chart.text(SMALL).replace("maxUnavailable", "maxUnavailabel")))
                .hasMessageContaining("maxUnavailabel");
        assertThatThrownBy(() -> StrictManifests.parse(Chart.text(STRIMZI).replace("sha512sum", "sha512")))
                .hasMessageContaining("sha512");
        assertThatThrownBy(() -> StrictManifests.parse(Chart.text(STRIMZI).replace("record:", "recorded:")))
                .hasMessageContaining("recorded");
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, STRIMZI, LARGE})
    void everyPodIsConfined(String values) throws IOException {
        StrictManifests manifests = Chart.manifests(values);

        assertThat(manifests.pods().values()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(pod -> {
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(10_001);
            assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
            assertThat(pod.getSpec().getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
                assertThat(container.getImage()).matches(".+:[0-9][A-Za-z0-9.-]+");
            });
        });
    }

    /** Hooks are not rendered here, so what makes the Job one is looked at in the template. */
    @Test
    void applyRunsAfterEachInstallAndUpgradeUnlessSomebodySaysOtherwise() throws IOException {
        assertThat(YAML.readTree(Files.readString(Chart.FOLDER.resolve("values.yaml")))
                        .path("apply")
                        .path("hook")
                        .asBoolean())
                .isTrue();
        assertThat(Files.readString(Chart.FOLDER.resolve("templates/apply.yaml")))
                .contains(
                        "  {{- if .Values.apply.hook }}\n  annotations:\n    helm.sh/hook: post-install,post-upgrade\n");
        assertThat(Chart.text(SMALL)).doesNotContain("helm.sh/hook");
    }

    /** The user that the image has. */
    @Test
    void podsRunAsTheUserOfTheImage() throws IOException {
        assertThat(Files.readString(Chart.ROOT.resolve("Dockerfile"))).contains("--uid 10001", "--gid 10001");
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, STRIMZI, LARGE})
    void whatIsMountedIsThere(String values) throws IOException {
        StrictManifests manifests = Chart.manifests(values);
        Set<String> configMaps = names(manifests, ConfigMap.class);
        StatefulSet streams = manifests.named(StatefulSet.class, "waybill-streams");

        manifests.pods().forEach((name, pod) -> {
            Set<String> volumes = pod.getSpec().getVolumes().stream()
                    .map(Volume::getName)
                    .collect(Collectors.toCollection(HashSet::new));
            if (name.equals("waybill-streams")) {
                streams.getSpec()
                        .getVolumeClaimTemplates()
                        .forEach(claim -> volumes.add(claim.getMetadata().getName()));
            }
            Set<String> mounted = pod.getSpec().getContainers().stream()
                    .flatMap(container -> container.getVolumeMounts().stream())
                    .map(VolumeMount::getName)
                    .collect(Collectors.toSet());
            assertThat(mounted).as(name).isEqualTo(volumes);
            assertThat(pod.getSpec().getVolumes().stream()
                            .filter(volume -> volume.getConfigMap() != null)
                            .map(volume -> volume.getConfigMap().getName()))
                    .isNotEmpty()
                    .isSubsetOf(configMaps);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, STRIMZI, LARGE})
    void whatSelectsPodsFindsSome(String values) throws IOException {
        StrictManifests manifests = Chart.manifests(values);
        List<Map<String, String>> selectors = new ArrayList<>();
        manifests
                .all(Service.class)
                .forEach(service -> selectors.add(service.getSpec().getSelector()));
        manifests
                .all(PodDisruptionBudget.class)
                .forEach(budget -> selectors.add(budget.getSpec().getSelector().getMatchLabels()));
        manifests.all(NetworkPolicy.class).stream()
                .filter(policy -> !policy.getMetadata().getName().equals("waybill-sink"))
                .forEach(policy ->
                        selectors.add(policy.getSpec().getPodSelector().getMatchLabels()));
        manifests
                .all(StatefulSet.class)
                .forEach(set -> selectors.add(set.getSpec().getSelector().getMatchLabels()));
        manifests
                .all(Deployment.class)
                .forEach(set -> selectors.add(set.getSpec().getSelector().getMatchLabels()));

        assertThat(selectors).hasSizeGreaterThanOrEqualTo(5).allSatisfy(selector -> {
            assertThat(selector).containsKey("app.kubernetes.io/component");
            assertThat(manifests.pods().values())
                    .anyMatch(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()));
        });
        assertThat(manifests.pods().keySet())
                .as("no pod without a network policy")
                .allMatch(pod -> names(manifests, NetworkPolicy.class).contains(pod));
        assertThat(manifests.all(ServiceMonitor.class).stream()
                        .map(monitor -> monitor.getSpec().getSelector().getMatchLabels()))
                .allMatch(selector -> manifests.all(Service.class).stream()
                        .anyMatch(service ->
                                service.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())));
    }

    /** From the pod's port by its name, over the service and probes, to who may reach it and who scrapes it. */
    @ParameterizedTest
    @ValueSource(strings = {SMALL, STRIMZI, LARGE})
    void portsAreNamedAsInThePod(String values) throws IOException {
        StrictManifests manifests = Chart.manifests(values);
        Map<String, Set<String>> ports = new TreeMap<>();
        manifests.pods().forEach((name, pod) -> ports.put(name, portNames(container(pod))));

        assertThat(manifests.all(Service.class))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.getSpec().getPorts().stream()
                                .map(port -> port.getTargetPort().getStrVal()))
                        .containsExactlyInAnyOrderElementsOf(
                                ports.get(service.getMetadata().getName())));
        manifests
                .pods()
                .forEach((name, pod) -> assertThat(Stream.of(
                                        container(pod).getLivenessProbe(),
                                        container(pod).getReadinessProbe())
                                .filter(Objects::nonNull)
                                .map(probe -> probe.getHttpGet().getPort().getStrVal()))
                        .as(name)
                        .hasSize(ports.get(name).isEmpty() ? 0 : 2)
                        .isSubsetOf(ports.get(name)));
        manifests.all(NetworkPolicy.class).stream()
                .filter(policy -> ports.containsKey(policy.getMetadata().getName()))
                .forEach(policy -> assertThat(policy.getSpec().getIngress().stream()
                                .flatMap(rule -> rule.getPorts().stream())
                                .map(port -> port.getPort().getStrVal()))
                        .as(policy.getMetadata().getName())
                        .containsExactlyInAnyOrderElementsOf(
                                ports.get(policy.getMetadata().getName())));
        assertThat(manifests.all(ServiceMonitor.class))
                .hasSize(values.equals(STRIMZI) ? 2 : 0)
                .allSatisfy(monitor -> assertThat(
                                ports.get(monitor.getMetadata().getName()))
                        .contains(monitor.getSpec().getEndpoints().get(0).getPort()));
    }

    /** A rule without anybody in it lets everybody in. */
    @Test
    void whereNobodyIsNamedNobodyIsLetIn() throws IOException {
        StrictManifests manifests = Chart.manifests(
                STRIMZI, Map.of("networkPolicy.scrapers", "null", "networkPolicy.consoleUsers", "null"));

        assertThat(Chart.manifests(STRIMZI).all(NetworkPolicy.class).stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream()))
                .hasSize(5)
                .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
        assertThat(manifests.all(NetworkPolicy.class))
                .hasSize(4)
                .allSatisfy(policy -> assertThat(policy.getSpec().getIngress())
                        .as("the console may ask Strimzi's workers, as before")
                        .hasSize(policy.getMetadata().getName().equals("waybill-sink") ? 1 : 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, STRIMZI, LARGE})
    void theApplicationUnderstandsItsConfiguration(String values) throws IOException {
        StrictManifests manifests = Chart.manifests(values);
        StatefulSet streams = manifests.named(StatefulSet.class, "waybill-streams");
        Container container =
                streams.getSpec().getTemplate().getSpec().getContainers().get(0);
        Map<String, String> environment = new TreeMap<>();
        container
                .getEnv()
                .forEach(variable -> environment.put(
                        variable.getName(),
                        Optional.ofNullable(variable.getValue()).orElse("secret")));
        environment.remove("REGISTRY_LOGIN");

        AppConfig config = AppConfig.parse(
                "waybill.yaml",
                manifests.named(ConfigMap.class, "waybill-config").getData().get("waybill.yaml"),
                environment,
                Map.of());

        assertThat(config.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "${directory:/etc/waybill/kafka-user:sasl.jaas.config}")
                .containsEntry("bootstrap.servers", "kafka-kafka-bootstrap:9093");
        assertThat(mountPaths(container)).contains(config.kafka().get("state.dir"), "/etc/waybill/kafka-user", "/tmp");
        assertThat(container.getPorts().get(0).getContainerPort())
                .isEqualTo(config.http().port());
        String scheme = config.http().tls().isPresent() ? "HTTPS" : "HTTP";
        assertThat(container.getLivenessProbe().getHttpGet().getScheme()).isEqualTo(scheme);
        assertThat(container.getReadinessProbe().getHttpGet().getScheme()).isEqualTo(scheme);
        config.http().tls().ifPresent(tls -> assertThat(mountPaths(container)).contains(tls.toString()));
        assertThat(config.http().login().isPresent())
                .isEqualTo(mountPaths(container).contains("/etc/waybill/login"));
        assertThat(config.receiptsKey().equals("off"))
                .isNotEqualTo(mountPaths(container).contains("/etc/waybill/receipts"));
        assertThat(config.receiptsKeySet().map(Path::getParent).map(Path::toString))
                .isEqualTo(Optional.of("/etc/waybill/receipt-keys")
                        .filter(path -> mountPaths(container).contains(path)));
        assertThat(config.receiptsKeySet().isPresent()).isEqualTo(values.equals(STRIMZI));
    }

    /** Whoever takes specs reads the keys that they refer to. */
    @Test
    void allWhoReadSpecsHaveTheirSecrets() throws IOException {
        assertThat(Chart.manifests(LARGE).pods().values()).hasSize(3).allSatisfy(pod -> {
            assertThat(mountPaths(container(pod))).contains("/etc/waybill/secrets");
            assertThat(container(pod).getEnv()).extracting(EnvVar::getName).contains("REGISTRY_LOGIN");
        });
    }

    @Test
    void kubernetesWaitsLongerThanTheApplicationTakesToStop() throws IOException {
        StatefulSet streams = Chart.manifests(SMALL).named(StatefulSet.class, "waybill-streams");

        assertThat(streams.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isEqualTo(60);
        assertThat(streams.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getArgs())
                .contains("--close-timeout=PT50S");
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, STRIMZI, LARGE})
    void commandsAreUnderstoodByTheProgram(String values) throws IOException {
        List<String> understood = new ArrayList<>();
        for (PodTemplateSpec pod : Chart.manifests(values).pods().values()) {
            CommandLine.ParseResult result =
                    Main.withCommands().parseArgs(container(pod).getArgs().toArray(String[]::new));
            assertThat(result.unmatched()).isEmpty();
            CommandLine.ParseResult command = result.subcommand();
            assertThat(command.unmatched()).isEmpty();
            assertThat(command.matchedOptions().stream()
                            .flatMap(option -> option.stringValues().stream())
                            .filter(value -> value.startsWith("/")))
                    .as("files that are mounted")
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(mountPaths(container(pod)))
                            .anyMatch(path -> Path.of(file).startsWith(path)));
            understood.add(command.commandSpec().name());
        }

        assertThat(understood)
                .containsExactlyInAnyOrderElementsOf(
                        values.equals(SMALL) ? List.of("run", "apply") : List.of("run", "apply", "console"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, STRIMZI})
    void whatIsAppliedIsRightAndTheSinkTakesIt(String values) throws IOException {
        StrictManifests manifests = Chart.manifests(values);
        for (Map.Entry<String, String> file :
                manifests.named(ConfigMap.class, "waybill-tenants").getData().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        TenantSpecs specs = SpecReader.read(folder);

        Rendering rendering = Rendering.of(
                specs.exports(),
                new ExternalIds(Map.of("acme", "wb-acme")),
                PlatformReader.parse(
                        "platform.yaml",
                        manifests
                                .named(ConfigMap.class, "waybill-platform")
                                .getData()
                                .get("platform.yaml")),
                OperatorRules.read(folder));

        Connector connector = rendering.connectors().get(0);
        assertThat(new ExportSinkConnector()
                        .validate(connector.config()).configValues().stream()
                                .flatMap(value -> value.errorMessages().stream()))
                .isEmpty();
        if (values.equals(STRIMZI)) {
            assertThat(connector.config())
                    .containsEntry("catalog.client.security.protocol", "SASL_SSL")
                    .containsEntry("metrics.port", "9405")
                    .containsEntry("metrics.tls", "/mnt/waybill-tls");
            assertThat(manifests
                            .named(KafkaConnect.class, "waybill-connect")
                            .getSpec()
                            .getTemplate()
                            .getConnectContainer()
                            .getVolumeMounts())
                    .extracting(VolumeMount::getMountPath)
                    .containsExactly("/mnt/waybill-tls");
            assertThat(manifests
                            .named(PodMonitor.class, "waybill-sink")
                            .getSpec()
                            .getPodMetricsEndpoints())
                    .extracting(PodMetricsEndpoint::getPortNumber, PodMetricsEndpoint::getScheme)
                    .containsExactly(tuple(9405, "https"));
        }
    }

    @Test
    void commandsLogInByTlsAndSasl() throws IOException {
        Properties client = new Properties();
        client.load(new StringReader(Chart.manifests(SMALL)
                .named(ConfigMap.class, "waybill-config")
                .getData()
                .get("client.properties")));

        assertThat(client)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "${directory:/etc/waybill/kafka-user:sasl.jaas.config}");
        assertThat(client.stringPropertyNames())
                .filteredOn(name -> !name.startsWith("config.providers."))
                .isSubsetOf(AdminClientConfig.configNames());
        Files.writeString(folder.resolve("sasl.jaas.config"), "ScramLoginModule required;");
        client.replaceAll((key, value) -> value.toString().replace("/etc/waybill/kafka-user", folder.toString()));
        client.put("bootstrap.servers", "broker:9093");
        assertThat(new AdminClientConfig(client).getPassword("sasl.jaas.config").value())
                .as("what is mounted, as a client reads it")
                .isEqualTo("ScramLoginModule required;");
    }

    @Test
    void theConsoleShowsItsMetricsAsTheApplicationDoes() throws IOException {
        StrictManifests manifests = Chart.manifests(STRIMZI);
        StrictManifests open = Chart.manifests(
                STRIMZI, Map.of("http.tlsSecret", "", "http.loginSecret", "", "connect.enabled", "false"));
        Container console = container(manifests.pods().get("waybill-console"));

        assertThat(console.getArgs())
                .contains("--health-tls=/etc/waybill/tls", "--health-login=${file:/etc/waybill/login/login}");
        assertThat(mountPaths(console)).contains("/etc/waybill/tls", "/etc/waybill/login");
        assertThat(console.getLivenessProbe().getHttpGet().getScheme()).isEqualTo("HTTPS");
        assertThat(console.getReadinessProbe().getHttpGet().getScheme()).isEqualTo("HTTPS");
        assertThat(manifests.all(ServiceMonitor.class))
                .hasSize(2)
                .allSatisfy(monitor -> assertThat(monitor.getSpec().getEndpoints())
                        .singleElement()
                        .satisfies(endpoint -> {
                            assertThat(endpoint.getScheme()).isEqualTo("https");
                            assertThat(endpoint.getBasicAuth().getPassword().getName())
                                    .isEqualTo("waybill-metrics");
                        }));
        Container plain = container(open.pods().get("waybill-console"));
        assertThat(plain.getArgs()).noneMatch(argument -> argument.startsWith("--health-"));
        assertThat(plain.getReadinessProbe().getHttpGet().getScheme()).isEqualTo("HTTP");
    }

    /** The console's own limit is a minute. */
    @Test
    void aConsoleThatReplaysHasRoomKeyAndTimeForIt() throws IOException {
        PodTemplateSpec usual = Chart.manifests(STRIMZI).pods().get("waybill-console");
        PodTemplateSpec pod = Chart.manifests(STRIMZI, Map.of("console.replays.enabled", "true"))
                .pods()
                .get("waybill-console");

        assertThat(usual.getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(60);
        assertThat(container(usual).getArgs()).noneMatch(argument -> argument.startsWith("--replay-state"));
        assertThat(container(pod).getArgs()).contains("--replay-state=/var/lib/waybill-console");
        assertThat(mountPaths(container(pod))).contains("/var/lib/waybill-console", "/etc/waybill/receipts");
        assertThat(pod.getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("replays"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.getEphemeral()
                                .getVolumeClaimTemplate()
                                .getSpec()
                                .getResources()
                                .getRequests()
                                .get("storage")
                                .toString())
                        .isEqualTo("20Gi"));
    }

    /** {@code apply --acls} and {@code render --kubernetes} grant rights on these. */
    @Test
    void workersAreCalledAsRightsAreGranted() throws IOException {
        KafkaConnect connect = Chart.manifests(STRIMZI).named(KafkaConnect.class, "waybill-connect");

        assertThat(new WorkerNames(
                        connect.getSpec().getGroupId(),
                        connect.getSpec().getConfigStorageTopic(),
                        connect.getSpec().getOffsetStorageTopic(),
                        connect.getSpec().getStatusStorageTopic()))
                .isEqualTo(WorkerNames.of(Map.of()));
        assertThat(connect.getSpec().getAuthentication().getType()).isEqualTo("scram-sha-512");
        assertThat(connect.getSpec().getTls().getTrustedCertificates()).isNotEmpty();
    }

    @Test
    void alertsAreThoseOfTheRulesAndLeadToTheirPages() throws IOException {
        PrometheusRule rule = Chart.manifests(STRIMZI).named(PrometheusRule.class, "waybill");
        List<String> alerts = new ArrayList<>();
        YAML.readTree(Files.readString(Chart.ROOT.resolve("deploy/prometheus/waybill-rules.yml")))
                .path("groups")
                .forEach(group -> group.path("rules")
                        .forEach(one -> alerts.add(one.path("alert").asText() + " "
                                + one.path("expr").asText())));

        assertThat(rule.getSpec().getGroups().stream()
                        .flatMap(group -> group.getRules().stream())
                        .filter(one -> one.getAlert() != null)
                        .peek(one -> assertThat(one.getAnnotations().get("runbook_url"))
                                .startsWith("https://git.example.net/platform/waybill/blob/main/docs/runbooks/"))
                        .map(one -> one.getAlert() + " " + one.getExpr().getStrVal()))
                .containsExactlyElementsOf(alerts);
        assertThat(rule.getSpec().getGroups().get(0).getRules().stream()
                        .map(one -> one.getRecord() + " " + one.getExpr().getStrVal()))
                .containsExactly(
                        "waybill:input_retention_seconds vector(604800)",
                        "waybill:delivery_retention_seconds vector(604800)");
    }

    /** Helm takes no files from outside of a chart. */
    @Test
    void filesOfTheChartAreThoseThatPeopleUseWithoutIt() throws IOException {
        for (String file : List.of("prometheus/waybill-rules.yml", "grafana/waybill.json")) {
            Path source = Chart.ROOT.resolve("deploy").resolve(file);
            Path copy = Chart.FOLDER.resolve("files").resolve(source.getFileName());
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.writeString(copy, Files.readString(source));
            }
            assertThat(copy).as("rewrite with -Dgolden.rewrite=true").hasSameTextualContentAs(source);
        }
    }

    @Test
    void plainManifestsAreWhatTheChartMakes() throws IOException {
        Path plain = Chart.ROOT.resolve("deploy/kubernetes/waybill.yaml");
        String rendered =
                "# Rendered from deploy/helm/waybill with ci/strimzi-values.yaml: replace what is called example.\n"
                        + Chart.text(STRIMZI);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(plain.getParent());
            Files.writeString(plain, rendered);
        }

        assertThat(plain).as("rewrite with -Dgolden.rewrite=true").hasContent(rendered);
    }

    @Test
    void theChartIsOfThisVersion() throws IOException {
        JsonNode chart = YAML.readTree(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));

        assertThat(Files.readString(Chart.ROOT.resolve("pom.xml")))
                .contains("<version>" + chart.path("appVersion").asText() + "</version>");
        assertThat(chart.path("appVersion").asText())
                .startsWith(chart.path("version").asText());
    }

    private static Set<String> names(StrictManifests manifests, Class<? extends HasMetadata> kind) {
        return manifests.all(kind).stream()
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    private static Set<String> portNames(Container container) {
        return container.getPorts().stream().map(ContainerPort::getName).collect(Collectors.toSet());
    }

    private static Set<String> mountPaths(Container container) {
        return container.getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .collect(Collectors.toSet());
    }
}
