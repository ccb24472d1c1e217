package dev.waybill.kafka;

import dev.waybill.batch.Part;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Record;

/** How parts, claim tickets and entries of the ledger become records. */
public final class EmittedRecords {
    private EmittedRecords() {}

    /** The record of a part: its bytes, its headers, and the window's start as its time. */
    static Record<byte[], Part> of(Part part, long nowMillis) {
        Headers headers = new RecordHeaders();
        add(headers, PartHeaders.TENANT, part.export().tenant());
        add(headers, PartHeaders.EXPORT, part.export().export());
        add(headers, PartHeaders.OBJECT, part.object());
        add(headers, PartHeaders.CONTENT_TYPE, part.contentType());
        add(headers, PartHeaders.KIND, part.kind().headerValue());
        add(headers, PartHeaders.WINDOW_START, part.window().start().toString());
        add(headers, PartHeaders.WINDOW_END, part.window().end().toString());
        add(headers, PartHeaders.PART, Integer.toString(part.number()));
        add(headers, PartHeaders.EVENTS, Long.toString(part.events()));
        add(headers, PartHeaders.SHA256, part.sha256());
        add(headers, PartHeaders.CONFIG_VERSION, part.configVersion());
        add(headers, PartHeaders.WRITTEN_AT, Instant.ofEpochMilli(nowMillis).toString());
        return new Record<>(null, part, timestampOf(part.window().start()), headers);
    }

    /** The record of a ticket, keyed by the tenant where that is known. */
    static Record<byte[], ClaimTicket> of(ClaimTicket ticket, long nowMillis) {
        return new Record<>(
                ticket.tenant()
                        .map(tenant -> tenant.getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                ticket,
                nowMillis);
    }

    /** The record of an entry of the ledger, keyed by its export; one about all exports has no key. */
    static Record<byte[], LedgerEntry> of(LedgerEntry entry, long nowMillis) {
        return new Record<>(
                export(entry)
                        .map(export -> export.toString().getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                entry,
                nowMillis);
    }

    private static Optional<ExportId> export(LedgerEntry entry) {
        if (entry instanceof AboutExport about) {
            return Optional.of(about.export());
        }
        return Optional.empty();
    }

    /** Kafka has no records from before 1970. */
    private static long timestampOf(Instant windowStart) {
        return Math.max(0, windowStart.toEpochMilli());
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A part's record goes to its export's topic. */
    public static TopicNameExtractor<byte[], Part> topic() {
        return new ExportTopic();
    }

    /** Has a name, for the description of the topology. */
    private static final class ExportTopic implements TopicNameExtractor<byte[], Part> {
        @Override
        public String extract(byte[] key, Part part, RecordContext context) {
            return part.topic();
        }

        @Override
        public String toString() {
            return "the topic of the part's export";
        }
    }

    /** All parts of an export go to one partition, so that their order holds. */
    public static StreamPartitioner<byte[], Part> partitioner() {
        return (topic, key, part, partitions) -> Optional.of(Set.of(Topics.partition(part.export(), partitions)));
    }

    /** All entries about an export go to one partition; those about all exports to every one. */
    public static StreamPartitioner<byte[], LedgerEntry> ledgerPartitioner() {
        return (topic, key, entry, partitions) -> Optional.of(export(entry)
                .map(export -> Set.of(Topics.partition(export, partitions)))
                .orElseGet(() -> IntStream.range(0, partitions).boxed().collect(Collectors.toSet())));
    }

    /** An entry's value is a JSON object. */
    public static Serializer<LedgerEntry> ledgerSerializer() {
        return (topic, entry) -> LedgerJson.write(entry);
    }

    /** A part's value is its bytes. */
    public static Serializer<Part> partSerializer() {
        return (topic, part) -> part.bytes();
    }

    /** A ticket's value is a JSON object. */
    public static Serializer<ClaimTicket> ticketSerializer() {
        return (topic, ticket) -> ticket.toJson();
    }
}
