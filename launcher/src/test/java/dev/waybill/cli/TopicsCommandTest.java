package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCommandTest {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                delivery: dedicated
                destination: { kind: file, directory: /tmp/acme }
            """;

    private final FakeClients clients = new FakeClients();

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), SPEC);
    }

    @Test
    void createsTopicsAndCommitsWhereTheApplicationStarts() {
        Commands.Result result = topics("--input-partitions", "2", "--replication-factor", "4");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "audit-events: created with 2 partitions",
                        "download-events: created with 2 partitions",
                        "export.acme.downloads: created with 1 partition",
                        "waybill.catalog: created with 1 partition",
                        "waybill.deliveries: created with 8 partitions",
                        "waybill.delivery: created with 16 partitions",
                        "waybill.ledger: created with 8 partitions",
                        "waybill.quarantine: created with 4 partitions",
                        "starts audit-events-0 at offset 100",
                        "starts audit-events-1 at offset 101",
                        "starts download-events-0 at offset 100",
                        "starts download-events-1 at offset 101",
                        "starts waybill.deliveries-0 at offset 100",
                        "starts waybill.deliveries-1 at offset 101",
                        "starts waybill.deliveries-2 at offset 102",
                        "starts waybill.deliveries-3 at offset 103",
                        "starts waybill.deliveries-4 at offset 104",
                        "starts waybill.deliveries-5 at offset 105",
                        "starts waybill.deliveries-6 at offset 106",
                        "starts waybill.deliveries-7 at offset 107",
                        "starts waybill.ledger-0 at offset 100",
                        "starts waybill.ledger-1 at offset 101",
                        "starts waybill.ledger-2 at offset 102",
                        "starts waybill.ledger-3 at offset 103",
                        "starts waybill.ledger-4 at offset 104",
                        "starts waybill.ledger-5 at offset 105",
                        "starts waybill.ledger-6 at offset 106",
                        "starts waybill.ledger-7 at offset 107",
                        "8 topics, 8 created, 0 things to do");
        assertThat(result.exitCode()).isZero();
        assertThat(clients.cluster.changes).contains("export.acme.downloads x4");
        assertThat(clients.cluster.committed)
                .containsEntry(new TopicPartition("download-events", 1), new OffsetAndMetadata(101));
    }

    @Test
    void findsNothingToDoTheSecondTime() {
        // Given
        topics();
        clients.cluster.changes.clear();

        // When
        Commands.Result result = topics();

        // Then
        assertThat(result.out()).isEqualTo("8 topics, 0 created, 0 things to do\n");
        assertThat(result.exitCode()).isZero();
        assertThat(clients.cluster.changes).isEmpty();
    }

    @Test
    void saysWhatDiffersAndWhatToDoAboutIt() {
        // Given
        topics();

        // When
        Commands.Result result = topics("--shared-partitions", "32");

        // Then
        assertThat(result.out().lines())
                .hasSize(3)
                .anySatisfy(line ->
                        assertThat(line).startsWith("waybill.delivery: ").contains("16", "32"))
                .anySatisfy(line -> assertThat(line).startsWith("    "))
                .contains("8 topics, 0 created, 1 things to do");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndChangesNothing() {
        // Given
        topics();
        clients.cluster.changes.clear();
        clients.cluster.committed.remove(new TopicPartition("download-events", 7));

        // When
        Commands.Result result = topics("--dry-run", "--repartition");

        // Then
        assertThat(result.out().lines())
                .contains(
                        "    run ./waybill topics without --dry-run to create it with 12 partitions",
                        "would start download-events-7 at offset 107")
                .endsWith("10 topics, 0 created, 2 things to do");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(clients.cluster.changes).isEmpty();
        assertThat(clients.cluster.committed).hasSize(39);
    }

    @Test
    void oneTenantsMistakeDoesNotKeepTheOthersFromTheirTopics() throws IOException {
        Files.writeString(
                folder.resolve("beta.yaml"), SPEC.replace("acme", "beta").replace("csv", "cvs"));

        Commands.Result result = topics();

        assertThat(result.err())
                .contains("beta.yaml", "unknown output format: \"cvs\"")
                .endsWith("the other exports are not kept waiting; run this again once these are right\n");
        assertThat(result.out()).contains("export.acme.downloads: created").doesNotContain("export.beta");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void raisesPartitionsAndCommitsWhereTheNewOnesStart() {
        // Given
        topics("--input-partitions", "2");

        // When
        Commands.Result dry = topics("--grow", "3", "--dry-run");
        Commands.Result grown = topics("--grow", "3");
        Commands.Result again = topics("--grow", "3");

        // Then
        assertThat(dry.out().lines())
                .containsExactly(
                        "would raise audit-events from 2 to 3", "would raise download-events from 2 to 3", "2 topics");
        assertThat(grown.out().lines())
                .containsExactly(
                        "raised audit-events from 2 to 3",
                        "raised download-events from 2 to 3",
                        "2 topics",
                        "starts audit-events-2 at offset 102",
                        "starts download-events-2 at offset 102");
        assertThat(again.out()).isEqualTo("nothing to raise\n");
        assertThat(List.of(dry.exitCode(), grown.exitCode(), again.exitCode())).containsOnly(0);
        assertThat(clients.cluster.partitions("download-events")).isEqualTo(3);
    }

    @Test
    void raisesNothingWhileTheApplicationRuns() {
        // Given
        topics();
        clients.cluster.members = Optional.of(2);
        clients.cluster.changes.clear();

        // When
        Commands.Result result = topics("--grow", "24");

        // Then
        assertThat(result.err()).startsWith("cannot raise the number of partitions while the application waybill runs");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(clients.cluster.changes).isEmpty();
    }

    @Test
    void saysWhatTheBrokersRefuse() {
        clients.cluster.refusals.put("download-events", new TopicAuthorizationException("no right to describe"));

        Commands.Result result = topics();

        assertThat(result.err()).isEqualTo("could not describe topic download-events: no right to describe\n");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void saysWhatADurationLooksLike() {
        Commands.Result result = topics("--input-retention", "7 days");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith(
                        "Invalid value for option '--input-retention': \"7 days\" is no duration; write days as in P7D");
    }

    @Test
    void refusesNumbersThatNoClusterCanHave() {
        Commands.Result none = topics("--grow", "0");
        Commands.Result more = topics("--min-insync-replicas", "4");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err().strip()).isEqualTo("--grow needs a number of partitions, not 0");
        assertThat(more.exitCode()).isEqualTo(2);
        assertThat(more.err().strip())
                .isEqualTo("the minimum of in-sync replicas (4) must not be above the replication factor (3)");
        assertThat(clients.settings).isEmpty();
    }

    private Commands.Result topics(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("topics", "--bootstrap", "broker:9092", "--tenants", folder.toString()));
        arguments.addAll(List.of(options));
        return Commands.waybill(clients, arguments.toArray(String[]::new));
    }
}
