package dev.waybill.cli.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Commands;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineShowCommandTest {
    private static final String TICKET =
            "{\"topic\":\"download-events\",\"partition\":3,\"offset\":%d," + "\"reason\":\"%s\",\"length\":9%s}";

    private final FakeClients clients = new FakeClients();
    private final Instant now = Instant.now();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeTopics() throws IOException {
        Path spec = Files.writeString(folder.resolve("acme.yaml"), "tenant: acme\nexports: []\n");
        Commands.waybill(clients, "topics", "--bootstrap", "broker:9092", "--tenants", spec.toString());
    }

    @Test
    void listsTicketsOldestFirst() {
        // Given
        ticket(0, 60, TICKET.formatted(1, "wrong-type", ""));
        ticket(2, 120, TICKET.formatted(2, "malformed-json", ",\"tenant\":\"acme\""));

        // When
        Commands.Result result = show();

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        at(120) + " malformed-json download-events-3@2 length=9 key=acme",
                        at(60) + " wrong-type download-events-3@1 length=9");
    }

    @Test
    void showsThoseOfOneTenantOfOneReasonAndOfATime() {
        // Given
        ticket(0, 7200, TICKET.formatted(0, "wrong-type", ",\"tenant\":\"acme\""));
        ticket(0, 120, TICKET.formatted(1, "wrong-type", ",\"tenant\":\"acme\""));
        ticket(0, 100, TICKET.formatted(2, "wrong-type", ",\"tenant\":\"globex\""));
        ticket(0, 80, TICKET.formatted(3, "wrong-type", ""));
        ticket(0, 60, TICKET.formatted(4, "malformed-json", ",\"tenant\":\"acme\""));

        // When
        Commands.Result result = show("--tenant", "acme", "--reason", "wrong-type", "--since", "PT1H");

        // Then
        assertThat(result.out()).isEqualTo(at(120) + " wrong-type download-events-3@1 length=9 key=acme\n");
    }

    @Test
    void showsTheNewestUpToALimitAndSaysThatThereMayBeMore() {
        // Given
        ticket(0, 120, TICKET.formatted(1, "wrong-type", ""));
        ticket(0, 60, TICKET.formatted(2, "wrong-type", ""));

        // When
        Commands.Result result = show("--limit", "1");

        // Then
        assertThat(result.out().lines())
                .containsExactly(
                        at(60) + " wrong-type download-events-3@2 length=9",
                        "(there may be more: raise --limit, or narrow with --since, --tenant, --reason)");
    }

    @Test
    void saysThatThereIsNone() {
        Commands.Result result = show();

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("no claim tickets since ");
    }

    @Test
    void saysWhatTheBrokersRefuse() {
        clients.readFailure = Optional.of(new TopicAuthorizationException("no right to read"));

        Commands.Result result = show();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("could not read waybill.quarantine: no right to read; check the credentials, and that the"
                        + " topic exists\n");
    }

    @Test
    void refusesALimitThatShowsNothing() {
        Commands.Result result = show("--limit", "0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip()).isEqualTo("--limit must be 1 or more");
    }

    @Test
    void namesTheReasonsThereAre() {
        Commands.Result result = show("--reason", "wrong");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("--reason must be one of ").contains("wrong-type");
    }

    @Test
    void printsTheContentOfEventsToATerminalOnly() {
        Commands.Result result = show("--reveal");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("--reveal prints the content of events, so it only prints to a terminal");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void withoutACommandQuarantineSaysHowToUseIt() {
        Commands.Result result = Commands.waybill(clients, "quarantine");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Usage: waybill quarantine", "show");
    }

    private void ticket(int partition, long secondsAgo, String ticket) {
        clients.log.now = now.minusSeconds(secondsAgo);
        clients.log.append(new ProducerRecord<>("waybill.quarantine", partition, null, ticket.getBytes(UTF_8)));
    }

    private Instant at(long secondsAgo) {
        return Instant.ofEpochMilli(now.minusSeconds(secondsAgo).toEpochMilli());
    }

    private Commands.Result show(String... options) {
        List<String> arguments = new ArrayList<>(List.of("quarantine", "show", "--bootstrap", "broker:9092"));
        arguments.addAll(List.of(options));
        return Commands.waybill(clients, arguments.toArray(String[]::new));
    }
}
