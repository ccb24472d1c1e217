package dev.waybill.cli.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Commands;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                redact: [{ kind: drop-field, field: user }]
                format: { kind: csv, columns: [event_id, uri, user.username], compression: none }
                destination: { kind: file, directory: /tmp/acme }
            """;
    private static final String EVENT = "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"%s\","
            + "\"uri\":\"/home/mallory\",\"user\":{\"username\":\"mallory\"}}";

    @TempDir
    Path folder;

    private final FakeClients clients = new FakeClients();
    private final Instant now = Instant.now();
    private Path spec;
    private Path platform;

    @BeforeEach
    void writeFiles() throws IOException {
        spec = Files.writeString(Files.createDirectory(folder.resolve("drafts")).resolve("acme.yaml"), SPEC);
        platform = Files.writeString(folder.resolve("platform.yaml"), "accounts: { aws: \"884446598447\" }\n");
    }

    @Test
    void showsADraftOnEventsOfAFileWithoutACluster() throws IOException {
        // When
        Commands.Result result = preview(spec.toString(), "--events", events().toString());

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines())
                .contains(
                        "download events: records read 2, looked at 2",
                        "  events 2: delivered 2, left out 0, duplicate 0, withheld 0",
                        "    | event_id,uri,user.username",
                        "    | 1,/home/-,",
                        "exports 1, rows searched 2, leaks 0");
        assertThat(result.out()).doesNotContain("mallory");
        assertThat(clients.settings).isEmpty();
    }

    @Test
    void showsADraftOnTheNewestEventsOfTheInput() throws IOException {
        // Given
        makeTopics();
        publish("old", 100);
        publish("new", 50);

        // When
        Commands.Result result = onCluster(spec.toString(), "--newest", "1", "--platform", platform.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).contains("download events: records read 2, looked at 1", "    | new,/home/-,");
        assertThat(clients.settings)
                .singleElement()
                .satisfies(settings -> assertThat(settings)
                        .doesNotContainKey("group.id")
                        .containsEntry("client.id", "waybill-preview"));
    }

    @Test
    void showsAnExportAsTheCatalogHasIt() throws IOException {
        // Given
        makeTopics();
        assertThat(Commands.waybill(
                                clients,
                                "apply",
                                "--bootstrap",
                                "broker:9092",
                                "--tenants",
                                spec.getParent().toString(),
                                "--platform",
                                platform.toString())
                        .exitCode())
                .isZero();

        // When
        Commands.Result result =
                preview("acme/downloads", "--bootstrap", "broker:9092", "--events", events().toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).contains("    | 1,/home/-,");
    }

    @Test
    void writesTheFilesAsTheyWouldBe() throws IOException {
        // When
        Commands.Result result = preview(
                spec.toString(),
                "--events",
                events().toString(),
                "--to-folder",
                folder.resolve("out").toString());

        // Then
        assertThat(result.exitCode()).isZero();
        try (Stream<Path> files = Files.walk(folder.resolve("out/acme/downloads"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file)
                            .content()
                            .isEqualTo("event_id,uri,user.username\n1,/home/-,\n2,/home/-,\n"));
        }
    }

    @Test
    void programsGetValuesAfterRedactionOnly() throws IOException {
        // When
        Commands.Result result = preview(spec.toString(), "--events", events().toString(), "--json");

        // Then
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("leaks").isBoolean()).isTrue();
        assertThat(json.path("exports").path(0).path("delivered").asInt()).isEqualTo(2);
        assertThat(json.path("exports")
                        .path(0)
                        .path("samples")
                        .path(0)
                        .path("uri")
                        .asText())
                .isEqualTo("/home/-");
        assertThat(result.out()).doesNotContain("mallory");
    }

    @Test
    void whatRedactionHidesIsRefusedWhereNoTerminalIs() throws IOException {
        for (List<String> options :
                List.of(List.of("--samples", "2"), List.of("--reveal"), List.of("--reveal", "--json"))) {
            // When
            List<String> all = new ArrayList<>(List.of(spec.toString(), "--events", events().toString()));
            all.addAll(options);
            Commands.Result result = preview(all.toArray(String[]::new));

            // Then
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("so it only prints to a terminal");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void takesALogAsImportReadsIt() throws IOException {
        // Given
        Path log = Files.writeString(
                folder.resolve("access.log"),
                "203.0.113.9 - mallory [04/Mar/2026:05:06:07 +0000] \"GET /u/mallory HTTP/1.1\" 200 12\n");

        // When
        Commands.Result result = preview(spec.toString(), "--events", log.toString(), "--format", "common");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).contains("    | line-1,/u/-,");
    }

    @Test
    void whatCannotBeIsSaid() throws IOException {
        String file = events().toString();
        assertRefused("no such file or folder: no/such/file", "no/such/file");
        assertRefused("say --bootstrap HOST:PORT", spec.toString(), "--data", folder.toString());
        assertRefused("name it with --events", spec.toString(), "--format", "common");
        assertRefused("leave it out with --events", spec.toString(), "--events", file, "--since", "P1D");
        assertRefused("--source must be download or audit", spec.toString(), "--events", file, "--source", "down");
        assertRefused("takes audit events", spec.toString(), "--events", file, "--source", "audit");
        assertRefused("--format knows no \"comon\"", spec.toString(), "--events", file, "--format", "comon");
        assertRefused("there is no file", spec.toString(), "--events", folder.toString());
        assertRefused("must be from 1 to 20000", spec.toString(), "--events", file, "--newest", "0");
        Files.writeString(spec, SPEC.replace("kind: csv", "kind: cvs"));
        assertRefused("acme.yaml:6", spec.toString(), "--events", file);
    }

    @Test
    void aTenantThatTheCatalogDoesNotHaveIsSaid() throws IOException {
        makeTopics();

        Commands.Result result = onCluster("globex");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the catalog has no tenant \"globex\"");
    }

    private void assertRefused(String why, String... arguments) {
        Commands.Result result = preview(arguments);

        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(why);
    }

    private Path events() throws IOException {
        return Files.writeString(
                folder.resolve("events.jsonl"),
                EVENT.formatted("1", "2026-03-04T05:06:07Z") + "\n" + EVENT.formatted("2", "2026-03-04T05:06:08Z")
                        + "\n");
    }

    private void makeTopics() {
        Commands.waybill(
                clients,
                "topics",
                "--bootstrap",
                "broker:9092",
                "--tenants",
                spec.getParent().toString());
        clients.settings.clear();
    }

    private void publish(String id, long secondsAgo) {
        clients.log.now = now.minusSeconds(secondsAgo);
        clients.log.append(new ProducerRecord<>(
                "download-events",
                0,
                null,
                EVENT.formatted(id, now.minusSeconds(secondsAgo)).getBytes(StandardCharsets.UTF_8)));
    }

    private Commands.Result onCluster(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", "broker:9092"));
        return preview(all.toArray(String[]::new));
    }

    private Commands.Result preview(String... arguments) {
        List<String> all = new ArrayList<>(List.of("preview"));
        all.addAll(List.of(arguments));
        return Commands.waybill(clients, all.toArray(String[]::new));
    }
}
