package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private final FakeClients clients = new FakeClients();

    @TempDir
    Path folder;

    @BeforeEach
    void apply() throws IOException {
        String export =
                "    source: download\n    format: { kind: csv }\n    destination: { kind: file, directory: /tmp/%s }\n";
        Files.writeString(
                folder.resolve("acme.yaml"),
                "tenant: acme\nexports:\n  - id: downloads\n" + export.formatted("acme")
                        + "  - id: shared\n    delivery: shared\n" + export.formatted("acme-shared"));
        Files.writeString(
                folder.resolve("globex.yaml"),
                "tenant: globex\nexports:\n  - id: downloads\n" + export.formatted("globex"));
        AppliedSpecs.apply(clients, folder);
        clients.cluster.begins = partition -> 0;
    }

    @Test
    void allIsWellWhereEverythingIsThereAndNothingWaits() {
        Commands.Result result = status();

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "EXPORT STATE VERSION SINCE NEXT LAST WINDOW WRITTEN UNDELIVERED LOSS IN",
                        row("acme/downloads"),
                        row("acme/shared"),
                        row("globex/downloads"),
                        "3 exports of 2 tenants: 0 need somebody, 0 paused");
    }

    @Test
    void anExportWithoutItsTopicNeedsSomebodyAndComesFirst() {
        // Given
        clients.cluster.topics.remove("export.globex.downloads");

        // When
        Commands.Result result = status("--limit", "1");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines().skip(1).findFirst().orElseThrow()).startsWith("globex/downloads  blocked ");
        assertThat(result.out())
                .contains("! globex/downloads: its topic export.globex.downloads does not exist, so its parts wait in"
                        + " state; run ./waybill apply, which makes it\n")
                .endsWith("3 exports of 2 tenants: 1 needs somebody, 0 paused; 2 not listed (--limit)\n");
    }

    @Test
    void aPauseIsSaidWithWhoSinceWhenAndWhyButNeedsNobody() {
        // Given
        Commands.waybill(clients, "pause", "acme", "--by", "nina", "--why", "ticket 9", "--bootstrap", "broker:9092");

        // When
        Commands.Result result = status("acme", "downloads");

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(
                        "  acme/downloads: paused with others: all exports of acme since 2026-03-04T05:06:07Z by nina: ticket 9\n")
                .contains("rules since: 2026-03-04T06:00:00Z, changed by ops at 2026-03-04T05:06:07Z: ticket 7\n")
                .contains("  destination: /tmp/acme/\n")
                .endsWith("1 export of 1 tenant: 0 need somebody, 1 paused\n");
    }

    @Test
    void aRecordThatCannotBeReadNeedsSomebody() {
        // Given
        clients.log.append(new ProducerRecord<>(
                "waybill.catalog",
                0,
                "globex".getBytes(StandardCharsets.UTF_8),
                "{\"format\":99}".getBytes(StandardCharsets.UTF_8)));

        // When
        Commands.Result all = status();
        Commands.Result other = status("acme");

        // Then
        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.out()).startsWith("! the catalog's record globex (offset ");
        assertThat(other.exitCode()).as("another tenant's fault").isZero();
    }

    @Test
    void whatTheApplicationHoldsBackNeedsSomebody() {
        // Given
        clients.cluster.since = partition -> 0;
        clients.cluster.topics.put(Topics.LEDGER, new TopicState(Topics.LEDGER_PARTITIONS, Map.of()));
        ExportId export = new ExportId("acme", "downloads");
        clients.log.append(new ProducerRecord<>(
                Topics.LEDGER,
                Topics.partition(export, Topics.LEDGER_PARTITIONS),
                export.toString().getBytes(StandardCharsets.UTF_8),
                LedgerJson.write(new ExportHeldBack(
                        new LedgerSource("waybill", Source.DOWNLOAD, 3),
                        export,
                        Instant.parse("2026-03-04T05:00:00Z"),
                        "redact[0].key: the environment variable ACME_HMAC is not set; set it"))));

        // When
        Commands.Result all = status();
        Commands.Result another = status("--application-id", "another");

        // Then
        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.out())
                .contains("! acme/downloads: held back by waybill since 2026-03-04T05:00:00Z in 1 source partition:"
                        + " redact[0].key: the environment variable ACME_HMAC is not set; set it; what has come since then"
                        + " waits, and so do its receipts; see docs/how-to/put-a-held-back-export-right.md\n");
        assertThat(another.exitCode()).isEqualTo(1);
        assertThat(another.out())
                .contains(
                        "! the ledger has nothing of another from the last 2 h; no instance of it runs: start it; if it has"
                                + " another id, name it with --application-id\n");
    }

    @Test
    void theJsonHasEverything() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(status("--json", "--limit", "1").out());

        assertThat(json.path("well").asBoolean()).isTrue();
        assertThat(json.path("exports")).hasSize(3);
        JsonNode shared = json.path("exports").get(1);
        assertThat(shared.path("export").asText()).isEqualTo("shared");
        assertThat(shared.at("/now/by").asText()).isEqualTo("ops");
        assertThat(shared.at("/delivery/0/topic").asText()).isEqualTo("waybill.delivery");
        assertThat(shared.at("/delivery/0/shared").asBoolean()).isTrue();
        assertThat(shared.at("/delivery/0/connector").asText()).isEqualTo("waybill-sink");
        assertThat(shared.at("/delivery/0/undelivered-at-most").asLong()).isZero();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(status("akme")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).isEqualTo("no tenant \"akme\" in the catalog; did you mean \"acme\"?\n");
        });
        assertThat(status("--limit", "0").err()).isEqualTo("--limit must be at least 1\n");
        assertThat(status("--connect-config", "x").err()).isEqualTo("--connect-config goes with --connect\n");
        assertThat(status("--connect", "ftp://connect").err())
                .isEqualTo("Connect's address must be like http://connect:8083\n");
    }

    @Test
    void aConnectThatDoesNotAnswerIsAFailure() {
        Commands.Result result = status("--connect", "http://127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("Connect does not answer at http://127.0.0.1:1/: ");
    }

    private static String row(String export) {
        return export + " ok VERSION 2026-03-04T06:00:00Z - - - 0 -";
    }

    private Commands.Result status(String... arguments) {
        List<String> all = new ArrayList<>(List.of("status", "--bootstrap", "broker:9092"));
        all.addAll(List.of(arguments));
        Commands.Result result = Commands.waybill(clients, all.toArray(String[]::new));
        // Versions are hashes; that they are there is enough here.
        return arguments.length == 0
                ? new Commands.Result(
                        result.exitCode(), result.out().replaceAll("\\b[0-9a-f]{12}\\b", "VERSION"), result.err())
                : result;
    }
}
