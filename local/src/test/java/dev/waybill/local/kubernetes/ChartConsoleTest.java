package dev.waybill.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.cli.Main;
import dev.waybill.verify.key.KeySet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The console of the Helm chart: what its options say fits the pod, and who may reach whom. */
class ChartConsoleTest {
    private static final String STRIMZI = "strimzi";

    @Test
    void listensWhereItsPortsAre() throws IOException {
        Container console =
                console(Chart.manifests(STRIMZI, Map.of("console.port", "9443", "console.healthPort", "9091")));
        CommandLine.ParseResult options = parsed(console);

        assertThat(console.getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactly(tuple("console", 9443), tuple("health", 9091));
        assertThat(options.matchedOption("--listen").stringValues()).containsExactly("0.0.0.0:9443");
        assertThat(options.matchedOption("--health").stringValues()).containsExactly("0.0.0.0:9091");
        assertThat(console.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
        assertThat(console.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(console.getReadinessProbe().getHttpGet().getScheme())
                .as("with the certificate that the application has")
                .isEqualTo("HTTPS");
        assertThat(options.matchedOption("--health-tls").stringValues()).containsExactly("/etc/waybill/tls");
    }

    /** The program itself says whether it would listen so: the first that it lacks here is the file of tokens. */
    @Test
    void mayListenByTlsOrInsecurelyIfSomebodySaysSo() throws IOException {
        Map<String, String> insecure = Map.of("console.tlsSecret", "", "console.insecurePlain", "true");
        for (StrictManifests manifests : List.of(Chart.manifests(STRIMZI), Chart.manifests(STRIMZI, insecure))) {
            Container console = console(manifests);
            StringWriter err = new StringWriter();

            int code = Main.execute(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err),
                    console.getArgs().toArray(String[]::new));

            assertThat(code).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("there is no file of tokens /etc/waybill/console-tokens/console-tokens.yaml");
        }
        assertThat(parsed(console(Chart.manifests(STRIMZI, insecure))).hasMatchedOption("--insecure-plain"))
                .isTrue();
        assertThatThrownBy(() -> Chart.text(STRIMZI, Map.of("console.tlsSecret", "")))
                .hasMessageContaining("console.tlsSecret must name the Secret with the console's certificate");
    }

    @Test
    void asksTheWorkersOfStrimziAndIsLetIn() throws IOException {
        StrictManifests manifests = Chart.manifests(STRIMZI);

        assertThat(parsed(console(manifests)).matchedOption("--connect").stringValues())
                .containsExactly("http://waybill-connect-connect-api:8083");
        assertThat(manifests.named(NetworkPolicy.class, "waybill-sink").getSpec().getIngress().stream()
                        .filter(rule -> rule.getPorts().get(0).getPort().getIntVal() == 8083)
                        .flatMap(rule -> rule.getFrom().stream())
                        .map(peer -> peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/component")))
                .containsExactly("console");
        assertThat(manifests.named(NetworkPolicy.class, "waybill-console").getSpec().getEgress().stream()
                        .filter(rule -> !rule.getTo().isEmpty())
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(port -> port.getPort().getIntVal()))
                .containsExactly(8083);
        assertThat(manifests
                        .named(ServiceAccount.class, "waybill-console")
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::123456789012:role/waybill-sink");
        assertThat(manifests.pods().values())
                .extracting(pod -> pod.getSpec().getServiceAccountName())
                .containsOnly("waybill", "waybill-console");
    }

    /** What the console gives to readers, a reader takes. */
    @Test
    void givesAKeySetToReaders() throws Exception {
        ConfigMap keys = Chart.manifests(STRIMZI).named(ConfigMap.class, "waybill-receipt-keys");

        assertThat(KeySet.parse(keys.getData().get("keys.json").getBytes(StandardCharsets.UTF_8))
                        .byId())
                .containsOnlyKeys("c84638a16bbb86df3d3ce3a3db6e9ecd");
    }

    private static CommandLine.ParseResult parsed(Container container) {
        return Main.withCommands()
                .parseArgs(container.getArgs().toArray(String[]::new))
                .subcommand();
    }

    private static Container console(StrictManifests manifests) {
        return manifests
                .named(Deployment.class, "waybill-console")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }
}
