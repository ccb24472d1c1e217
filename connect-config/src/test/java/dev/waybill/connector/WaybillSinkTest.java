package dev.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Golden;
import dev.waybill.TestExports;
import dev.waybill.contract.Delivery;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaybillSinkTest {
    private static final WaybillSink SINK =
            new WaybillSink("waybill-sink", Map.of("bootstrap.servers", "broker:9092"), List.of());

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void servesEveryExportWithOneConnector() {
        List<Connector> connectors = SINK.connectors(
                List.of(
                        TestExports.export("acme", "downloads", TestExports.s3("acme-logs", "")),
                        TestExports.export("globex", "audit", TestExports.s3("globex-logs", ""))),
                Map.of("tasks.max", "8", "credentials.globex.access.key", "${file:/run/secrets/globex:access}"),
                problems::add);

        assertThat(problems).isEmpty();
        assertThat(connectors).hasSize(1);
        Golden.assertMatches("connectors/waybill-sink.json", connectors.get(0).json());
    }

    @Test
    void saysWhatItDeliversWithTheClientsOfTheCatalogUnlessToldOtherwise() {
        Map<String, String> own = Map.of(
                "deliveries.client.bootstrap.servers", "", "deliveries.client.sasl.jaas.config", "${file:/run/s:jaas}");

        Map<String, String> usual =
                SINK.connectors(List.of(), Map.of(), problems::add).get(0).config();
        Map<String, String> told =
                SINK.connectors(List.of(), own, problems::add).get(0).config();

        assertThat(problems).isEmpty();
        assertThat(usual).containsEntry("deliveries.client.bootstrap.servers", "broker:9092");
        assertThat(told).containsAllEntriesOf(own).containsEntry("catalog.client.bootstrap.servers", "broker:9092");
    }

    @Test
    void leavesTheTopicsOfOtherProductsAlone() {
        WaybillSink sink = new WaybillSink("waybill-sink", Map.of(), List.of("export.acme.downloads"));

        String regex = sink.connectors(List.of(), Map.of(), problems::add)
                .get(0)
                .config()
                .getOrDefault("topics.regex", "");

        assertThat("export.acme.downloads").doesNotMatch(regex);
        assertThat(List.of("export.acme.downloads-2", "export.acme.audit", "waybill.delivery"))
                .allSatisfy(topic -> assertThat(topic).matches(regex));
        assertThat("download-events").doesNotMatch(regex);
    }

    @Test
    void readsWhatItHasParkedWhereItParks() {
        WaybillSink sink = new WaybillSink("waybill-sink", Map.of(), List.of("export.acme.downloads"));

        Connector parking = sink.connectors(List.of(), Map.of("parking.after.ms", "600000"), problems::add)
                .get(0);
        Connector never = sink.connectors(List.of(), Map.of("parking.after.ms", "-1"), problems::add)
                .get(0);

        assertThat(WaybillSink.parks(parking)).isTrue();
        assertThat(WaybillSink.parks(never)).isFalse();
        assertThat("waybill.parked.globex.audit")
                .matches(parking.config().get("topics.regex"))
                .doesNotMatch(never.config().get("topics.regex"));
        assertThat("export.acme.downloads").doesNotMatch(parking.config().get("topics.regex"));
        assertThat("waybill.delivery").matches(parking.config().get("topics.regex"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"topics.regex", "catalog.client.bootstrap.servers", "value.converter", "errors.tolerance", "name"
            })
    void refusesOverridesOfWhatMustNotChange(String key) {
        List<Connector> connectors = SINK.connectors(List.of(), Map.of(key, "something"), problems::add);

        assertThat(connectors).isEqualTo(SINK.connectors(List.of(), Map.of(), problem -> {}));
        assertThat(problems)
                .extracting(problem -> problem.place().path() + " " + problem.message())
                .containsExactly("connectors.waybill-sink.overrides." + key + " cannot be overridden");
    }

    @Test
    void refusesOverridesOfOneExportSinceTheConnectorIsShared() {
        ExportSpec tuned = TestExports.export(
                "acme", "downloads", Delivery.DEDICATED, TestExports.s3("acme-logs", ""), Map.of("tasks.max", "1"));

        SINK.connectors(List.of(tuned), Map.of(), problems::add);

        assertThat(problems)
                .extracting(Problem::text)
                .containsExactly("has no effect; Waybill's sink serves all exports with one connector: put the settings"
                        + " under connectors.waybill-sink.overrides in platform.yaml");
    }

    @Test
    void refusesSecretsThatAreNotReferences() {
        SINK.connectors(List.of(), Map.of("credentials.globex.secret.key", "hunter2"), problems::add);

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).doesNotContain("hunter2"));
    }

    @Test
    void refusesAPasswordOfTheCatalogsClientsThatIsNotAReference() {
        new WaybillSink("waybill-sink", Map.of("ssl.keystore.password", "hunter2"), List.of())
                .connectors(List.of(), Map.of(), problems::add);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place().path())
                    .isEqualTo("connectors.waybill-sink.catalog-client.ssl.keystore.password");
            assertThat(problem.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void refusesTheLoginOfMetricsThatStandsThereItself() {
        new WaybillSink("waybill-sink", Map.of(), List.of())
                .connectors(List.of(), Map.of("metrics.login", "prometheus:hunter2"), problems::add);
        new WaybillSink("waybill-sink", Map.of(), List.of())
                .connectors(List.of(), Map.of("metrics.login", "${file:/run/secrets/metrics:login}"), problems::add);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place().path()).isEqualTo("connectors.waybill-sink.overrides.metrics.login");
            assertThat(problem.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void refusesAPasswordWithinTheLoginOfTheCatalogsClients() {
        new WaybillSink(
                        "waybill-sink",
                        Map.of("sasl.jaas.config", login("hunter2"), "ssl.keystore.key", "-----BEGIN PRIVATE KEY-----"),
                        List.of())
                .connectors(List.of(), Map.of(), problems::add);

        assertThat(problems)
                .extracting(problem -> problem.place().path())
                .containsExactlyInAnyOrder(
                        "connectors.waybill-sink.catalog-client.sasl.jaas.config",
                        "connectors.waybill-sink.catalog-client.ssl.keystore.key");
        assertThat(problems.toString()).doesNotContain("hunter2");
    }

    @Test
    void takesALoginThatRefersToItsPasswordOrHasNone() {
        String kerberos =
                "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true keyTab=\"/etc/w.keytab\";";
        for (String login :
                List.of(login("${file:/run/secrets/kafka:password}"), "${file:/run/secrets/kafka:login}", kerberos)) {
            new WaybillSink("waybill-sink", Map.of("sasl.jaas.config", login), List.of())
                    .connectors(List.of(), Map.of("consumer.override.sasl.jaas.config", login), problems::add);
        }

        assertThat(problems).isEmpty();
    }

    private static String login(String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"sink\" password=\"%s\";"
                .formatted(password);
    }

    /** The keys themselves stand in the file, which the sink reads at each use. */
    @Test
    void takesThePathOfAFileOfKeys() {
        Connector connector = SINK.connectors(
                        List.of(), Map.of("credentials.globex.file", "/run/secrets/globex"), problems::add)
                .get(0);

        assertThat(problems).isEmpty();
        assertThat(connector.config()).containsEntry("credentials.globex.file", "/run/secrets/globex");
    }
}
