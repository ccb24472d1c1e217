package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Commands;
import dev.waybill.cli.TopicsCommand;
import dev.waybill.cli.quarantine.QuarantineShowCommand;
import dev.waybill.clients.RealClients;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterOptionsTest {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: log
                source: download
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /tmp/buckets }
            """;

    private static final String LINE =
            "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"curl/8\"\n";

    private final FakeClients clients = new FakeClients();

    @TempDir
    private Path folder;

    private String impatient = "";
    private String tenants = "";

    @BeforeEach
    void write() throws IOException {
        impatient = Files.writeString(
                        folder.resolve("c.properties"), "default.api.timeout.ms=900\nrequest.timeout.ms=300\n")
                .toString();
        tenants = Files.writeString(folder.resolve("acme.yaml"), SPEC).toString();
    }

    @Test
    void topicsNamesTheBrokersThatDoNotAnswer() {
        assertNamesBrokers(
                Commands.run(
                        new TopicsCommand(new RealClients()),
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--command-config",
                        impatient,
                        "--tenants",
                        tenants),
                "could not describe topic ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry acme/log", "status", "pause --all --why x", "resume acme"})
    void whoReadsTheCatalogNamesTheBrokersThatDoNotAnswer(String words) {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--bootstrap", "127.0.0.1:1", "--command-config", impatient));

        Commands.Result result = Commands.waybill(new RealClients(), arguments.toArray(String[]::new));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("the ").contains("waybill.catalog").endsWith("; asked at 127.0.0.1:1\n");
    }

    @Test
    void quarantineShowNamesTheBrokersThatDoNotAnswer() {
        assertNamesBrokers(
                Commands.run(
                        new QuarantineShowCommand(new RealClients()),
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--command-config",
                        impatient),
                "could not read waybill.quarantine: ");
    }

    /** The words of a command that talks to a cluster, and what the brokers know its clients by. */
    @ParameterizedTest
    @CsvSource({
        "topics, waybill-topics",
        "retry acme/log, waybill-retry",
        "status, waybill-status",
        "pause --all --why x, waybill-pause",
        "resume acme, waybill-resume",
        "quarantine show, waybill-quarantine",
        "import --tenant acme --format combined, waybill-import"
    })
    void everyCommandFindsTheBrokerThatALocalRunHasLeft(String words, String id) throws IOException {
        // Given
        Files.writeString(folder.resolve("local.json"), "{\"bootstrap\":\"127.0.0.1:4711\"}");
        String log = Files.writeString(folder.resolve("access.log"), LINE).toString();
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--data", folder.toString()));
        if (words.startsWith("topics") || words.startsWith("import")) {
            arguments.addAll(List.of("--tenants", folder.toString()));
        }
        if (words.startsWith("import")) {
            arguments.add(log);
        }

        // When
        Commands.waybill(clients, arguments.toArray(String[]::new));

        // Then
        assertThat(clients.settings)
                .isNotEmpty()
                .allSatisfy(settings -> assertThat(settings)
                        .containsEntry("bootstrap.servers", "127.0.0.1:4711")
                        .containsEntry("client.id", id)
                        .containsKey("default.api.timeout.ms"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"bootstrap\"", "{\"bootstrap\":9092}"})
    void saysHowToGetABrokerWhereALocalRunHasLeftNone(String state) throws IOException {
        if (!state.isEmpty()) {
            Files.writeString(folder.resolve("local.json"), state);
        }

        Commands.Result result = Commands.waybill(clients, "quarantine", "show", "--data", folder.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("no broker: start ./waybill local --stay, or say --bootstrap HOST:PORT\n");
    }

    @Test
    void theUsersPropertiesWin() throws IOException {
        Path file = Files.writeString(folder.resolve("me.properties"), "client.id=me\nsecurity.protocol=SSL\n");

        Commands.waybill(clients, "quarantine", "show", "--bootstrap", "broker:1", "--command-config", file.toString());

        assertThat(clients.settings)
                .singleElement(as(InstanceOfAssertFactories.map(String.class, Object.class)))
                .containsEntry("bootstrap.servers", "broker:1")
                .containsEntry("client.id", "me")
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void saysWhyNoClientCanBeMade() {
        clients.refusal = Optional.of(new KafkaException("Failed to construct", new KafkaException("no trust store")));

        Commands.Result result = Commands.waybill(clients, "quarantine", "show", "--bootstrap", "broker:1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("cannot make a client for broker:1: Failed to construct (no trust store);"
                        + " check --bootstrap and --command-config\n");
    }

    @Test
    void saysWhyNoClientCanBeMadeWhereKafkaGivesNoCause() {
        clients.refusal = Optional.of(new KafkaException("Failed to construct"));

        Commands.Result result = Commands.waybill(clients, "topics", "--bootstrap", "broker:1", "--grow", "2");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("cannot make a client for broker:1: Failed to construct;"
                        + " check --bootstrap and --command-config\n");
    }

    private static void assertNamesBrokers(Commands.Result result, String tried) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("no broker answers at 127.0.0.1:1: " + tried)
                .contains("; check --bootstrap, that the brokers run and can be reached from here");
    }
}
