package dev.waybill.cli.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Commands;
import dev.waybill.clients.RealClients;
import dev.waybill.event.DropReason;
import dev.waybill.kafka.ClaimTicket;
import dev.waybill.kafka.cluster.Quarantine;
import dev.waybill.kafka.cluster.QuarantinedEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class QuarantineListingTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final String SENTINEL = "sentinel-5f3a";
    private static final QuarantinedEvent AVRO = new QuarantinedEvent(
            AT,
            new ClaimTicket(
                    "download-events",
                    3,
                    42,
                    DropReason.REDACTION_FAILED,
                    Optional.empty(),
                    OptionalInt.of(7),
                    123,
                    Optional.of("acme"),
                    Optional.of("acme/downloads")));
    private static final QuarantinedEvent GARBAGE = new QuarantinedEvent(
            AT.plusSeconds(1),
            new ClaimTicket(
                    "audit-events",
                    0,
                    9,
                    DropReason.WRONG_TYPE,
                    Optional.of("location.city"),
                    OptionalInt.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty()));

    @Test
    void listsTicketsWithoutContent() {
        String printed = print(Reveal.NOTHING, ("{\"ip\":\"" + SENTINEL + "\"}").getBytes(StandardCharsets.UTF_8), 10);

        assertThat(printed).isEqualTo("""
                        2026-03-04T05:06:07Z redaction-failed download-events-3@42 length=123 schema=7 key=acme export=acme/downloads
                        2026-03-04T05:06:08Z wrong-type audit-events-0@9 length=0 field=location.city
                        """);
    }

    @Test
    void revealsContentOnRequest() {
        String printed = print(Reveal.CONTENT, ("{\"ip\":\"" + SENTINEL + "\"}").getBytes(StandardCharsets.UTF_8), 10);

        assertThat(printed)
                .contains("  {\"ip\":\"" + SENTINEL + "\"}\n")
                .contains("  (the input topic does not hold it any more, or it has no value)\n");
    }

    @Test
    void contentCannotControlTheTerminal() {
        byte[] hostile = "{\"a\":\"\u001b[2J\r\n\u202e\u0000é😀\"}".getBytes(StandardCharsets.UTF_8);

        String printed = print(Reveal.CONTENT, hostile, 10);

        assertThat(printed).contains("{\"a\":\"\\u001b[2J\\u000d\\u000a\\u202e\\u0000é😀\"}");
    }

    @Test
    void showsBytesThatAreNotJsonInHexadecimal() {
        byte[] avro = {0, 0, 0, 0, 7, 'a', 'c', 'm', 'e', 27, (byte) 0xff, ' ', '~', 1, 2, 3, 'x'};

        String printed = print(Reveal.CONTENT, avro, 10);

        assertThat(printed).contains("""
                  00000000  00 00 00 00 07 61 63 6d 65 1b ff 20 7e 01 02 03  .....acme.. ~...
                  00000010  78                                               x
                """);
    }

    @Test
    void saysWhenThereIsNothingAndWhenThereMayBeMore() {
        StringWriter nothing = new StringWriter();
        new QuarantineListing(new FakeQuarantine(List.of(), new byte[0]), new PrintWriter(nothing))
                .print(AT, 10, ticket -> true, Reveal.NOTHING);

        assertThat(nothing.toString()).isEqualTo("no claim tickets since 2026-03-04T05:06:07Z\n");
        assertThat(print(Reveal.NOTHING, new byte[0], 2))
                .endsWith("(there may be more: raise --limit, or narrow with --since, --tenant, --reason)\n");
    }

    @Test
    void revealNeedsATerminal() {
        Commands.Result result = Commands.run(
                new QuarantineShowCommand(new RealClients()), "--bootstrap", "localhost:1", "--reveal", "--limit", "1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("--reveal prints the content of events, so it only prints to a terminal:"
                        + " run it without a pipe or redirection\n");
    }

    @Test
    void knowsItsReasons() {
        Commands.Result result = Commands.run(
                new QuarantineShowCommand(new RealClients()), "--bootstrap", "localhost:1", "--reason", "too-big");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("--reason must be one of empty-value, ")
                .contains("too-large");
    }

    private static String print(Reveal reveal, byte[] content, int limit) {
        StringWriter out = new StringWriter();
        new QuarantineListing(new FakeQuarantine(List.of(AVRO, GARBAGE), content), new PrintWriter(out))
                .print(AT, limit, ticket -> true, reveal);
        return out.toString();
    }

    private record FakeQuarantine(List<QuarantinedEvent> events, byte[] content) implements Quarantine {
        @Override
        public List<QuarantinedEvent> newest(Instant since, int limit, Predicate<ClaimTicket> matching) {
            return events.stream()
                    .filter(event -> matching.test(event.ticket()))
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<byte[]> content(ClaimTicket ticket) {
            return ticket.length() == 0 ? Optional.empty() : Optional.of(content);
        }

        @Override
        public void close() {}
    }
}
