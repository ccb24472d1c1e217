package dev.waybill.control.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.connector.Connector;
import dev.waybill.contract.ClusterException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectReconcilerTest {
    private static final String OWNER = "waybill-sink";
    private static final String CONFLUENT = "io.confluent.connect.s3.S3SinkConnector";
    private static final String SECRET = "${file:/etc/waybill/secrets.properties:secret}";

    @TempDir
    Path folder;

    private final List<Duration> waits = new ArrayList<>();
    private final Map<String, Long> undelivered = new TreeMap<>();
    private FakeConnect connect;
    private Optional<String> unknown = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        connect = new FakeConnect();
    }

    @AfterEach
    void stop() {
        connect.close();
    }

    @Test
    void createsWhatIsMissingAndChangesNothingTheNextTime() {
        // When
        ConnectReport first =
                reconciler().reconcile(List.of(connector("waybill-sink"), connector("waybill-s3-acme-1")));
        connect.calls.clear();
        ConnectReport second =
                reconciler().reconcile(List.of(connector("waybill-sink"), connector("waybill-s3-acme-1")));

        // Then
        assertThat(first.text()).isEqualTo("""
                connector waybill-s3-acme-1: created; RUNNING, tasks: 1
                connector waybill-sink: created; RUNNING, tasks: 1
                connectors: 2 created
                """);
        assertThat(connect.configs.get("waybill-s3-acme-1"))
                .containsEntry("aws.secret", SECRET)
                .containsEntry("waybill.managed-by", OWNER);
        assertThat(second.text()).isEqualTo("connectors: 2 unchanged\n");
        assertThat(second.hasChanges()).isFalse();
        assertThat(connect.calls).isEmpty();
    }

    @Test
    void deletesNothingWhileSomethingCannotBeReadThatMayNeedIt() {
        // Given
        connect.configs.put("waybill-s3-old", marked(connector("waybill-s3-old")));
        unknown = Optional.of("acme/downloads@5b89a8131b01 has a spec that this program cannot read");

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(report.text()).contains("connector waybill-s3-old: kept, since it may be needed: acme/downloads@");
        assertThat(report.isWell()).isFalse();
        assertThat(connect.configs).containsKeys("waybill-s3-old", "waybill-sink");
    }

    @Test
    void aPlanSaysTheSameAndTouchesNothing() {
        // Given
        connect.configs.put("waybill-s3-old", marked(connector("waybill-s3-old")));

        // When
        ConnectReport plan = reconciler().plan(List.of(connector("waybill-sink")));

        // Then
        assertThat(plan.connectors())
                .extracting(ConnectorResult::name, ConnectorResult::done)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("waybill-s3-old", "deleted"),
                        org.assertj.core.groups.Tuple.tuple("waybill-sink", "created"));
        assertThat(plan.isWell()).isTrue();
        assertThat(plan.hasChanges()).isTrue();
        assertThat(connect.calls).isEmpty();
    }

    @Test
    void changesWhatDiffersAndNamesTheSettingsButNotTheirValues() {
        // Given
        Map<String, String> old = marked(connector("waybill-sink"));
        old.put("tasks.max", "9");
        old.put("gone", "1");
        connect.configs.put("waybill-sink", old);

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(report.text()).isEqualTo("""
                connector waybill-sink: changed (gone, tasks.max); RUNNING, tasks: 1
                connectors: 1 changed
                """);
        assertThat(report.content().toString())
                .contains("keys=[gone, tasks.max]")
                .doesNotContain("9");
        assertThat(connect.configs).containsEntry("waybill-sink", marked(connector("waybill-sink")));
        assertThat(connect.calls).containsExactly("PUT /connectors/waybill-sink/config");
    }

    @Test
    void takesOverWhatSomebodyHasPutByHandOnlyIfThatIsAllowed() {
        // Given
        Map<String, String> byHand = new TreeMap<>(connector("waybill-sink").config());
        byHand.put("tasks.max", "9");
        connect.configs.put("waybill-sink", byHand);

        // When
        ConnectReport asked = reconciler().reconcile(List.of(connector("waybill-sink")));
        boolean touched = !connect.calls.isEmpty();
        ConnectReport adopted = adopting().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(asked.isWell()).isFalse();
        assertThat(asked.text()).isEqualTo("""
                connector waybill-sink: left alone: it is there without our mark, as somebody puts it by hand. To make it ours, which changes these settings: tasks.max, waybill.managed-by; say --allow adopted-connector
                connectors: 1 unmarked
                """);
        assertThat(touched).isFalse();
        assertThat(adopted.isWell()).isTrue();
        assertThat(adopted.text()).startsWith("connector waybill-sink: changed (tasks.max, waybill.managed-by)");
    }

    @Test
    void createsNoSecondSinkBesideOneThatDeliversTheSame() {
        // Given
        Map<String, String> old = new TreeMap<>(sink("old-sink", "broker:9092").config());
        old.put("waybill.managed-by", "old-sink");
        connect.configs.put("old-sink", old);

        // When
        ConnectReport renamed = reconciler().reconcile(List.of(sink("waybill-sink", "broker:9092")));
        ConnectReport elsewhere = reconciler().reconcile(List.of(sink("waybill-sink", "other:9092")));

        // Then
        assertThat(renamed.isWell()).isFalse();
        assertThat(renamed.text())
                .startsWith("connector waybill-sink: not created: connector old-sink delivers the same, and both would"
                        + " deliver everything. If the sink was given another name, delete old-sink in Connect and run"
                        + " this again;");
        assertThat(renamed.content().toString()).contains("done=second", "other=old-sink");
        assertThat(elsewhere.text()).startsWith("connector waybill-sink: created");
        assertThat(connect.configs).containsEntry("old-sink", old);
    }

    @Test
    void deletesOnlyItsOwn() {
        // Given
        connect.configs.put("waybill-s3-gone", marked(connector("waybill-s3-gone")));
        connect.configs.put(
                "waybill-s3-by-hand",
                new TreeMap<>(connector("waybill-s3-by-hand").config()));
        Map<String, String> other = marked(connector("waybill-s3-other"));
        other.put("waybill.managed-by", "staging-sink");
        connect.configs.put("waybill-s3-other", other);
        connect.configs.put("jdbc", new TreeMap<>(Map.of("connector.class", "Jdbc", "name", "jdbc")));

        // When
        ConnectReport report = reconciler().reconcile(List.of());

        // Then
        assertThat(report.text()).isEqualTo("connector waybill-s3-gone: deleted\nconnectors: 1 deleted\n");
        assertThat(connect.configs).containsOnlyKeys("jdbc", "waybill-s3-by-hand", "waybill-s3-other");
        assertThat(report.isWell()).isTrue();
    }

    @Test
    void keepsAConnectorThatHasNotDeliveredEverything() {
        // Given
        connect.configs.put("waybill-s3-gone", marked(connector("waybill-s3-gone")));
        undelivered.put("waybill-s3-gone", 3L);

        // When
        ConnectReport report = reconciler().reconcile(List.of());

        // Then
        assertThat(report.isWell()).isFalse();
        assertThat(report.text())
                .startsWith("connector waybill-s3-gone: kept until it has delivered what is left (at most 3 records);"
                        + " then run this again; RUNNING, tasks: 1\n");
        assertThat(connect.configs).containsKey("waybill-s3-gone");
    }

    @Test
    void leavesAnotherProgramsConnectorOfTheSameNameAlone() {
        // Given
        connect.configs.put("waybill-sink", new TreeMap<>(Map.of("connector.class", "Jdbc", "name", "waybill-sink")));
        Map<String, String> other = marked(connector("waybill-s3-acme"));
        other.put("waybill.managed-by", "staging-sink");
        connect.configs.put("waybill-s3-acme", other);

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink"), connector("waybill-s3-acme")));

        // Then
        assertThat(report.isWell()).isFalse();
        assertThat(report.text()).isEqualTo("""
                connector waybill-s3-acme: left alone: a connector of this name is there that is not ours; delete it, or give ours another name
                connector waybill-sink: left alone: a connector of this name is there that is not ours; delete it, or give ours another name
                connectors: 2 foreign
                """);
        assertThat(connect.calls).isEmpty();
    }

    @Test
    void asksAgainWhileTheWorkersRebalance() {
        // Given
        connect.instead.add(Map.entry(409, "rebalance in progress"));
        connect.instead.add(Map.entry(503, "busy"));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(report.isWell()).isTrue();
        assertThat(connect.calls).hasSize(3);
        assertThat(connect.configs).containsKey("waybill-sink");
        assertThat(waits).hasSize(2);
    }

    @Test
    void aRebalanceThatDoesNotEndIsARefusalOfThatConnector() {
        // Given
        connect.instead.addAll(Collections.nCopies(ConnectRest.ATTEMPTS, Map.entry(409, "rebalance in progress")));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("a"), connector("b")));

        // Then
        assertThat(report.text())
                .startsWith(
                        "connector a: NOT created: 409 rebalance in progress; asked 30 times, look into the workers'"
                                + " logs\nconnector b: created; RUNNING, tasks: 1\n");
        assertThat(report.isWell()).isFalse();
    }

    @Test
    void saysWhatConnectRefusesAndGoesOnWithTheOthers() {
        // Given
        connect.instead.add(Map.entry(400, "Connector configuration is invalid:\nMissing required setting"));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("a"), connector("b")));

        // Then
        assertThat(report.text()).isEqualTo("""
                connector a: NOT created: 400 Connector configuration is invalid: Missing required setting
                connector b: created; RUNNING, tasks: 1
                connectors: 1 created, 1 refused
                """);
    }

    @Test
    void waitsUntilAConnectorHasTasks() {
        connect.tasksComeAfter = 3;

        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        assertThat(report.isWell()).isTrue();
        assertThat(waits).as("looks for tasks").hasSize(2);
    }

    @Test
    void aConnectorThatGetsNoTasksIsNotWell() {
        connect.tasksComeAfter = Integer.MAX_VALUE;

        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        assertThat(report.isWell()).isFalse();
        assertThat(connect.looks).isEqualTo(1 + Settling.LOOKS);
    }

    /** Somebody has stopped it by hand: it is not started, and nobody waits for what does not come. */
    @Test
    void aStoppedConnectorIsSettledAndNeedsSomebody() {
        // Given
        connect.states.put("waybill-sink", new ArrayDeque<>(List.of("STOPPED")));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(report.text()).startsWith("connector waybill-sink: created; STOPPED, tasks: 0\n");
        assertThat(report.isWell()).isFalse();
        assertThat(waits).isEmpty();
    }

    @Test
    void aPausedConnectorIsSettledAndNeedsSomebody() {
        // Given
        connect.states.put("waybill-sink", new ArrayDeque<>(List.of("PAUSED")));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(report.text()).startsWith("connector waybill-sink: created; PAUSED, tasks: 1\n");
        assertThat(report.isWell()).isFalse();
        assertThat(waits).isEmpty();
    }

    @Test
    void waitsWhileAConnectorHasNoWorkerYet() {
        // Given
        connect.states.put("waybill-sink", new ArrayDeque<>(List.of("", "UNASSIGNED", "RESTARTING", "RUNNING")));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(report.isWell()).isTrue();
        assertThat(waits).as("looks for a worker").hasSize(3);
    }

    /** Connect shows its state for a moment longer than its settings. */
    @Test
    void aConnectorThatIsJustBeingDeletedIsNotThere() {
        // Given
        connect.configs.put("waybill-s3-gone", marked(connector("waybill-s3-gone")));
        connect.goes.add("waybill-s3-gone");

        // When
        ConnectReport report = reconciler().reconcile(List.of());

        // Then
        assertThat(report.text()).isEqualTo("connectors: none\n");
        assertThat(connect.calls).isEmpty();
    }

    @Test
    void aConnectorThatSomebodyElseHasDeletedMeanwhileIsDeleted() {
        // Given
        connect.configs.put("waybill-s3-gone", marked(connector("waybill-s3-gone")));
        connect.instead.add(Map.entry(404, "Connector waybill-s3-gone not found"));

        // When
        ConnectReport report = reconciler().reconcile(List.of());

        // Then
        assertThat(report.text()).isEqualTo("connector waybill-s3-gone: deleted\nconnectors: 1 deleted\n");
        assertThat(report.isWell()).isTrue();
    }

    @Test
    void aWorkerThatForbidsAChangeIsAskedNoMore() {
        // Given
        connect.instead.add(Map.entry(403, "read only"));

        // Then
        assertThatThrownBy(() -> reconciler().reconcile(List.of(connector("a"), connector("b"))))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("refuses the login (403)");
        assertThat(connect.calls).hasSize(1);
    }

    @Test
    void aWrongAddressIsNoRefusalOfAConnector() {
        // Given
        connect.configs.put("waybill-sink", marked(connector("waybill-sink")));
        ConnectAccess wrong = ConnectAccess.to(connect.uri().resolve("/wrong/place/of"));

        // Then
        assertThatThrownBy(() -> reconciler(wrong).reconcile(List.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Connect at " + connect.uri() + "/wrong/place/of/ cannot be asked: 405 no such call");
    }

    @Test
    void whatIsLongIsCutOff() {
        // Given
        connect.instead.add(Map.entry(400, "x".repeat(10_000)));
        connect.configs.put("b", marked(connector("b")));
        connect.failures.put("b", new ArrayDeque<>(List.of("org.apache.kafka.ConfigException: " + "y".repeat(10_000))));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("a"), connector("b")));

        // Then
        assertThat(report.text()).contains("xxx…\n").contains("yyy…; ").hasSizeLessThan(1500);
        assertThat(report.content().toString()).contains("done=refused, reason=400 xxx");
    }

    @Test
    void restartsATaskThatFailedWithWhatPasses() {
        // Given
        connect.configs.put("waybill-sink", marked(connector("waybill-sink")));
        connect.failures.put(
                "waybill-sink",
                new ArrayDeque<>(
                        List.of("org.apache.kafka.connect.errors.ConnectException: Exiting\n\tat org.x.Y(Z.java:1)\n"
                                + "Caused by: software.amazon.awssdk.services.s3.model.S3Exception: Please reduce your"
                                + " request rate. (Service: S3, Status Code: 503, Request ID: x)\n\tat a.b.C")));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(connect.calls)
                .containsExactly("POST /connectors/waybill-sink/restart?includeTasks=true&onlyFailed=true");
        assertThat(report.isWell()).isTrue();
        assertThat(report.text()).isEqualTo("""
                connector waybill-sink: unchanged; RUNNING, tasks: 1; restarted once
                connectors: 1 unchanged
                """);
    }

    @Test
    void restartsABoundedNumberOfTimesEachAfterALongerWait() {
        // Given
        connect.configs.put("waybill-sink", marked(connector("waybill-sink")));
        connect.failures.put(
                "waybill-sink",
                new ArrayDeque<>(Collections.nCopies(9, "org.apache.kafka.common.errors.TimeoutException: late")));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(connect.calls).hasSize(Settling.RESTARTS);
        assertThat(waits)
                .as("before and after each")
                .extracting(Duration::toSeconds)
                .containsExactly(2L, 2L, 4L, 2L, 8L, 2L);
        assertThat(report.isWell()).isFalse();
        assertThat(report.text()).isEqualTo("""
                connector waybill-sink: unchanged; FAILED, tasks: 1; restarted 3 times
                  task 0 failed: org.apache.kafka.common.errors.TimeoutException: late; brokers answer too slowly, or are being restarted
                connectors: 1 unchanged
                """);
    }

    @Test
    void doesNotRestartWhatStaysBrokenAndSaysWhatToDo() {
        // Given
        connect.configs.put("waybill-s3-acme", marked(connector("waybill-s3-acme")));
        connect.failures.put(
                "waybill-s3-acme",
                new ArrayDeque<>(
                        List.of(
                                "org.apache.kafka.connect.errors.ConnectException: Exiting\n"
                                        + "Caused by: com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Status Code: 403)")));

        // When
        ConnectReport report = reconciler().reconcile(List.of(connector("waybill-s3-acme")));

        // Then
        assertThat(connect.calls).isEmpty();
        assertThat(report.text()).isEqualTo("""
                connector waybill-s3-acme: unchanged; FAILED, tasks: 1
                  task 0 failed: com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Status Code: 403); \
                the tenant's role, bucket policy or KMS key refuses the write; send the tenant its IAM documents, and once \
                they are in force, run this again (not restarted)
                connectors: 1 unchanged
                """);
        assertThat(report.content().toString()).contains("worth-a-restart=false");
    }

    @Test
    void logsInAndNeverShowsTheLogin() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("connect.properties"), """
                basic.auth.user=ops
                basic.auth.password=s3cret
                """);
        connect.login = Optional.of("Basic b3BzOnMzY3JldA==");
        ConnectAccess access = ConnectAccess.read(connect.uri(), file);

        // When
        ConnectReport report = reconciler(access).reconcile(List.of(connector("waybill-sink")));

        // Then
        assertThat(report.isWell()).isTrue();
        assertThat(access.toString()).isEqualTo(connect.uri() + "/");
        assertThatThrownBy(() -> reconciler().reconcile(List.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Connect at " + connect.uri() + "/ refuses the login (401); give basic.auth.user and"
                        + " basic.auth.password in the file of --connect-config");
    }

    @Test
    void saysWhereNobodyAnswers() {
        connect.close();

        assertThatThrownBy(() -> reconciler().reconcile(List.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("Connect does not answer at " + connect.uri() + "/: ")
                .hasMessageEndingWith("; check --connect, that the workers run and can be reached from here, and whom"
                        + " --connect-config trusts");
    }

    @Test
    void refusesAddressesAndFilesThatCannotBeMeant() throws IOException {
        Path half = Files.writeString(folder.resolve("half.properties"), "basic.auth.user=ops\n");
        Path other = Files.writeString(folder.resolve("other.properties"), "sasl.jaas.config=s3cret\n");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path trust = Files.writeString(folder.resolve("trust.properties"), "ssl.truststore.location=" + empty + "\n");

        assertThatThrownBy(() -> ConnectAccess.to(URI.create("connect:8083")))
                .hasMessage("Connect's address must be like http://connect:8083");
        assertThatThrownBy(() -> ConnectAccess.to(URI.create("ftp://connect:8083")))
                .hasMessage("Connect's address must be like http://connect:8083");
        assertThatThrownBy(() -> ConnectAccess.to(URI.create("https:///connectors")))
                .hasMessage("Connect's address must be like http://connect:8083");
        for (String address : List.of("http://ops:s3cret@connect:8083", "http://connect/?x=1", "http://connect/#x")) {
            assertThatThrownBy(() -> ConnectAccess.to(URI.create(address)))
                    .hasMessage("Connect's address must have no user, query or fragment; a login stands in the file of"
                            + " --connect-config");
        }
        assertThatThrownBy(() -> ConnectAccess.read(connect.uri(), half))
                .hasMessage(half + ": basic.auth.user and basic.auth.password belong together");
        assertThatThrownBy(() -> ConnectAccess.read(connect.uri(), other))
                .hasMessageContaining("unknown keys [sasl.jaas.config]")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> ConnectAccess.read(connect.uri(), trust)).hasMessage(empty + " holds no certificate");
    }

    @Test
    void asksBelowTheAddressItIsGiven() {
        assertThat(ConnectAccess.to(URI.create("https://gate/connect")).base())
                .isEqualTo(URI.create("https://gate/connect/"));
        assertThat(ConnectAccess.to(URI.create("https://gate/connect/")).base())
                .isEqualTo(URI.create("https://gate/connect/"));
    }

    private ConnectReconciler reconciler() {
        return reconciler(ConnectAccess.to(connect.uri()));
    }

    private ConnectReconciler reconciler(ConnectAccess access) {
        return reconciler(access, Unmarked.LEFT_ALONE);
    }

    private ConnectReconciler adopting() {
        return reconciler(ConnectAccess.to(connect.uri()), Unmarked.ADOPTED);
    }

    private ConnectReconciler reconciler(ConnectAccess access, Unmarked unmarked) {
        return new ConnectReconciler(
                new ConnectRest(access, waits::add),
                OWNER,
                unmarked,
                (name, config) -> undelivered.getOrDefault(name, 0L),
                unknown);
    }

    private static Connector connector(String name) {
        return new Connector(
                name, Map.of("name", name, "connector.class", CONFLUENT, "tasks.max", "1", "aws.secret", SECRET));
    }

    private static Connector sink(String name, String catalog) {
        return new Connector(
                name,
                Map.of(
                        "name", name,
                        "connector.class", "dev.waybill.sink.ExportSinkConnector",
                        "catalog.client.bootstrap.servers", catalog));
    }

    private static Map<String, String> marked(Connector connector) {
        Map<String, String> config = new TreeMap<>(connector.config());
        config.put("waybill.managed-by", OWNER);
        return config;
    }
}
