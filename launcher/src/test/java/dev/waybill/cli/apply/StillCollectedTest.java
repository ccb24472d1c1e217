package dev.waybill.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Commands;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.topics.FakeClients;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tightens a redaction sees what has been collected without it. */
class StillCollectedTest {
    private static final ExportId EXPORT = new ExportId("acme", "downloads");
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");
    private static final Window OPEN = new Window(SIX, SIX.plus(Duration.ofHours(1)));
    private static final Window EMITTED = new Window(SIX.minus(Duration.ofHours(1)), SIX);

    @TempDir
    Path folder;

    private final FakeClients clients = new FakeClients();
    private Path tenants;

    @BeforeEach
    void applyWithoutRedaction() throws IOException {
        tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(folder.resolve("platform.yaml"), "accounts: { aws: \"884446598447\" }\n");
        clients.cluster.begins = partition -> 0;
        clients.cluster.since = partition -> 0;
        write("");
        assertThat(waybill("apply").exitCode()).isZero();
        clients.log.append(new ProducerRecord<>(
                Topics.LEDGER,
                Topics.partition(EXPORT, Topics.LEDGER_PARTITIONS),
                EXPORT.toString().getBytes(StandardCharsets.UTF_8),
                LedgerJson.write(new BatchOpened(
                        new LedgerSource("waybill", Source.DOWNLOAD, 0),
                        new LedgerBatch(EXPORT, OPEN, Optional.empty()),
                        "5b89a8131b01",
                        OPEN.end()))));
        ProducerRecord<byte[], byte[]> part =
                new ProducerRecord<>("export.acme.downloads", 0, null, "a".getBytes(StandardCharsets.UTF_8));
        header(part, PartHeaders.TENANT, "acme");
        header(part, PartHeaders.EXPORT, "downloads");
        header(part, PartHeaders.WINDOW_START, EMITTED.start().toString());
        header(part, PartHeaders.WINDOW_END, EMITTED.end().toString());
        clients.log.append(part);
        clients.log.now = SIX.plus(Duration.ofMinutes(30));
    }

    @Test
    void planNamesOpenWindowsAndUndeliveredParts() throws IOException {
        // Given
        write("redact: [{ kind: drop-field, field: user_agent }]");

        // When
        Commands.Result plan = waybill("plan");
        JsonNode json = new ObjectMapper().readTree(waybill("plan", "--json").out());

        // Then
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("still as before: acme/downloads: windows that are open: 1, from 2026-03-04T06:00:00Z to"
                        + " 2026-03-04T07:00:00Z; windows with undelivered parts: 1, from 2026-03-04T05:00:00Z to"
                        + " 2026-03-04T06:00:00Z");
        assertThat(json.at("/still-collected/0/open/0/start").asText()).isEqualTo("2026-03-04T06:00:00Z");
        assertThat(json.at("/still-collected/0/undelivered/0/start").asText()).isEqualTo("2026-03-04T05:00:00Z");
    }

    @Test
    void nothingIsSaidWhereNoRedactionChanges() throws IOException {
        write("part-size: 1MiB");

        assertThat(waybill("plan").out()).contains("part-size").doesNotContain("still as before");
    }

    @Test
    void applyDiscardsWhatIsPaused() throws IOException {
        // Given
        write("redact: [{ kind: drop-field, field: user_agent }]");
        Commands.Result refused = waybill("apply", "--discard", "acme/downloads");
        assertThat(waybill("pause", "acme/downloads", "--why", "leak").exitCode())
                .isZero();

        // When
        Commands.Result applied = waybill("apply", "--discard", "acme/downloads", "--why", "leak");

        // Then
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out() + refused.err()).contains("run ./waybill pause acme/downloads first");
        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.out())
                .contains("is dropped, and so is what comes late")
                .contains("still as before:");
        assertThat(clients.log.records(Topics.CATALOG).stream()
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .last()
                .asString()
                .contains("\"discard\":{\"before\":\"");
        assertThat(waybill("apply", "--discard", "acme/download").out()
                        + waybill("apply", "--discard", "acme/download").err())
                .contains("did you mean \"acme/downloads\"?");
    }

    private Commands.Result waybill(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap", "broker:9092"));
        if (!command.equals("pause")) {
            arguments.addAll(List.of(
                    "--tenants",
                    tenants.toString(),
                    "--platform",
                    folder.resolve("platform.yaml").toString()));
        }
        arguments.addAll(List.of(more));
        return Commands.waybill(clients, arguments.toArray(String[]::new));
    }

    private void write(String more) throws IOException {
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/acme }
                    %s
                """.formatted(more));
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
