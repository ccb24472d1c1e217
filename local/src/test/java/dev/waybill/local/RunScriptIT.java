package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.build.BuildInfo;
import dev.waybill.cli.Main;
import dev.waybill.cloud.FreePort;
import dev.waybill.spec.SpecReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./waybill run} as operators run it: the script, in processes of their own, against a broker. */
class RunScriptIT {
    /** Far more than a test may take: what does not wait for it is done by the group at once. */
    private static final String SESSION_TIMEOUT = "600000";

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** {@code bool UseG1GC = true {product} {ergonomic}}. */
    private static final Pattern FLAG = Pattern.compile("^ *\\w+ +(\\w+) += +(\\S*) +\\{.*\\{command line}.*");

    private static final Pattern SERVER = Pattern.compile("/(connect-runtime|kafka_2\\.13|s3proxy)-[^/]*\\.jar");

    @TempDir
    Path folder;

    private InstalledWaybill waybill;
    private EmbeddedBroker broker;
    private Admin admin;
    private final List<ChildProcess> started = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        waybill = InstalledWaybill.in(folder.resolve("installed"));
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        admin = broker.admin();
        Files.writeString(Files.createDirectory(folder.resolve("tenants")).resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/logs }
                """);
        assertThat(topics()).isZero();
        LocalCatalog.apply(
                broker.bootstrapServers(), SpecReader.read(folder.resolve("tenants")), Optional.of(Instant.EPOCH));
    }

    @AfterEach
    void stop() throws IOException {
        started.forEach(ChildProcess::close);
        admin.close();
        broker.close();
        waybill.close();
    }

    @Test
    void runsAsAServerWithTheOptionsOfTheOperator() throws Exception {
        Instance instance = start(
                "a",
                Map.of("WAYBILL_JAVA_OPTS", "-Xms64m -XX:+PrintFlagsFinal", "WAYBILL_LOG_LEVEL", "info"),
                List.of());

        instance.awaitReady();

        BuildInfo build = BuildInfo.current();
        assertThat(instance.process().output())
                .anySatisfy(
                        line -> assertThat(line).contains("the application starts", build.version(), build.revision()));
        Map<String, String> expected = new HashMap<>(Map.of(
                "ExitOnOutOfMemoryError", "true",
                "MaxRAMPercentage", "60.000000",
                // What -Xms sets.
                "InitialHeapSize", "67108864",
                "MinHeapSize", "67108864",
                "PrintFlagsFinal", "true"));
        if (isGivenHugePages()) {
            expected.put("UseTransparentHugePages", "true");
        }
        assertThat(flags(instance.process().output()))
                .as("everything else is Java's own choice")
                .containsExactlyInAnyOrderEntriesOf(expected);
    }

    /** Whether this machine gives them to whoever asks, and to nobody else. */
    private static boolean isGivenHugePages() throws IOException {
        Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        return Files.exists(setting) && Files.readString(setting).contains("[madvise]");
    }

    @Test
    void onlyWhatRunsServersHereHasThemOnItsClassPath() throws Exception {
        Map<String, String> shown = Map.of("WAYBILL_JAVA_OPTS", "-XshowSettings:properties");
        ChildProcess small = script("validate.log", shown, "validate");
        ChildProcess help = waybill.start(folder.resolve("help.log"), shown, List.of("--help"));
        started.add(help);
        Instance server = start("a", shown, List.of());

        assertThat(small.end()).isZero();
        assertThat(help.end()).isZero();
        server.awaitReady();

        assertThat(servers(small.output())).isEmpty();
        assertThat(servers(server.process().output())).isEmpty();
        assertThat(servers(help.output())).containsExactly("connect-runtime", "kafka_2.13", "s3proxy");
        assertThat(help.output()).anyMatch(line -> line.startsWith("  local "));
    }

    /** The jars of servers on the class path, of which the machine prints an entry a line. */
    private static List<String> servers(List<String> output) {
        assertThat(output).anyMatch(line -> line.contains("/waybill-launcher-"));
        return output.stream()
                .map(SERVER::matcher)
                .filter(Matcher::find)
                .map(jar -> jar.group(1))
                .sorted()
                .toList();
    }

    @Test
    void otherCommandsAreSmallUnlessTheOperatorWantsThemOtherwise() throws Exception {
        ChildProcess small = script("small.log", Map.of("WAYBILL_JAVA_OPTS", "-XX:+PrintFlagsFinal"), "validate");
        ChildProcess larger =
                script("larger.log", Map.of("WAYBILL_JAVA_OPTS", "-XX:+PrintFlagsFinal -Xmx1g"), "validate");

        assertThat(small.end()).isZero();
        assertThat(larger.end()).isZero();
        assertThat(flags(small.output()))
                .containsEntry("MaxHeapSize", "536870912")
                .containsEntry("TieredStopAtLevel", "1")
                .containsEntry("UseSerialGC", "true")
                .containsEntry("ExitOnOutOfMemoryError", "true");
        assertThat(flags(larger.output())).containsEntry("MaxHeapSize", "1073741824");
    }

    @Test
    void theQuickStartBeginsWithASmallHeap() throws Exception {
        ChildProcess local = waybill.start(
                folder.resolve("local.log"),
                Map.of("WAYBILL_JAVA_OPTS", "-XX:+PrintFlagsFinal"),
                List.of("local", "--help"));
        started.add(local);

        assertThat(local.end()).isZero();
        assertThat(flags(local.output()))
                .containsEntry("MaxHeapSize", "536870912")
                .containsEntry("InitialHeapSize", "83886080")
                .containsEntry("MaxNewSize", "41943040")
                .containsEntry("TieredStopAtLevel", "1")
                .containsEntry("UseSerialGC", "true")
                .containsEntry("ExitOnOutOfMemoryError", "true");
    }

    @Test
    void whoIsStoppedLeavesTheGroupAtOnceAndTheOthersTakeOver() throws Exception {
        // Given
        List<String> patient = List.of("-Dkafka.main.consumer.session.timeout.ms=" + SESSION_TIMEOUT);
        Instance first = start("a", Map.of(), patient);
        Instance second = start("b", Map.of(), patient);
        awaitStable(first, second);

        // When
        int exitCode = first.process().stop();

        // Then
        assertThat(exitCode).as("ended by SIGTERM").isEqualTo(143);
        assertThat(group().members()).hasSize(1);
        awaitStable(second);

        // When
        second.process().stop();

        // Then
        assertThat(group().members()).isEmpty();
        assertThat(topics("--grow", "3")).isZero();
    }

    @Test
    void whoHasAPlaceOfItsOwnKeepsItUntilTheSessionTimesOut() throws Exception {
        Instance instance = start(
                "a",
                Map.of(),
                List.of(
                        "-Dkafka.main.consumer.session.timeout.ms=" + SESSION_TIMEOUT,
                        "-Dkafka.group.instance.id=pod-0"));
        awaitStable(instance);

        instance.process().stop();

        assertThat(group().members())
                .extracting(member -> member.groupInstanceId().orElse(""))
                .containsExactly("pod-0-1");
        assertThat(topics("--grow", "3")).isEqualTo(1);
    }

    /** As an older version does, which reads less. */
    @Test
    void whoReadsOtherTopicsThanThoseThatRunDoesNotStartAndSaysWhatToDo() throws Exception {
        // Given
        Instance running = start("a", Map.of(), List.of());
        awaitStable(running);

        // When
        Instance other = start("b", Map.of(), List.of("-Dsources=download"));
        int exitCode = other.process().end();

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(other.process().output())
                .anyMatch(line -> line.contains("other instances of waybill are running and read other topics than"
                        + " this one: they read [audit-events, download-events], this one [download-events]."));
        awaitStable(running);
    }

    private record Instance(ChildProcess process, URI ready) {
        void awaitReady() {
            HttpClient http = HttpClient.newHttpClient();
            await().atMost(PATIENCE)
                    .failFast(process::requireAlive)
                    .ignoreException(ConnectException.class)
                    .until(() -> http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }

    private Instance start(String name, Map<String, String> environment, List<String> more) throws IOException {
        int port = FreePort.find();
        Map<String, String> all = new HashMap<>(Map.of(
                "WAYBILL_HTTP_ADDRESS",
                FreePort.HOST,
                "WAYBILL_HTTP_PORT",
                String.valueOf(port),
                "WAYBILL_REGISTRY_SCHEMA_REGISTRY_URL",
                "none",
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "KAFKA_STATE_DIR",
                folder.resolve("state-" + name).toString(),
                "KAFKA_REPLICATION_FACTOR",
                "1",
                "KAFKA_NUM_STREAM_THREADS",
                "1"));
        all.put("WAYBILL_RECEIPTS_KEY", "off");
        all.putAll(environment);
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(more);
        ChildProcess process = waybill.start(folder.resolve(name + ".log"), all, arguments);
        started.add(process);
        return new Instance(process, URI.create("http://" + FreePort.HOST + ":" + port + "/readyz"));
    }

    private ChildProcess script(String log, Map<String, String> environment, String command) throws IOException {
        ChildProcess process = waybill.start(
                folder.resolve(log),
                environment,
                List.of(command, "--tenants", folder.resolve("tenants").toString()));
        started.add(process);
        return process;
    }

    /** The flags that were set, by whatever option. */
    private static Map<String, String> flags(List<String> output) {
        Map<String, String> flags = new TreeMap<>();
        for (String line : output) {
            Matcher flag = FLAG.matcher(line);
            if (flag.matches()) {
                flags.put(flag.group(1), flag.group(2));
            }
        }
        return flags;
    }

    /** Until these, and nobody else, have all partitions between them. */
    private void awaitStable(Instance... members) {
        await().atMost(PATIENCE).failFast(() -> requireAlive(members)).untilAsserted(() -> {
            ConsumerGroupDescription group = group();
            assertThat(group.groupState()).isEqualTo(GroupState.STABLE);
            assertThat(group.members()).hasSize(members.length);
            List<Integer> counts = group.members().stream()
                    .map(MemberDescription::assignment)
                    .map(assignment -> assignment.topicPartitions().size())
                    .toList();
            assertThat(counts).doesNotContain(0);
            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(PARTITIONS);
        });
    }

    private static void requireAlive(Instance... members) {
        for (Instance member : members) {
            member.process().requireAlive();
        }
    }

    private ConsumerGroupDescription group() throws Exception {
        return admin.describeConsumerGroups(List.of("waybill"))
                .describedGroups()
                .get("waybill")
                .get();
    }

    private int topics(String... more) {
        List<String> arguments = new ArrayList<>(List.of("topics", "--bootstrap", broker.bootstrapServers()));
        arguments.addAll(List.of("--tenants", folder.resolve("tenants").toString(), "--replication-factor", "1"));
        arguments.addAll(List.of("--min-insync-replicas", "1", "--input-partitions", "2", "--shared-partitions", "1"));
        arguments.addAll(List.of(more));
        PrintWriter out = new PrintWriter(new StringWriter());
        return Main.execute(out, out, arguments.toArray(String[]::new));
    }
}
