package dev.waybill.kafka.receipt;

import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Topics;
import dev.waybill.receipt.OutgoingReceipt;
import dev.waybill.verify.receipt.Document;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Record;

/** How receipts become records: like parts, so that they come after those that they name. */
public final class ReceiptRecords {
    private ReceiptRecords() {}

    /** The record of one of its documents. */
    public static Record<byte[], ReceiptRecord> of(OutgoingReceipt receipt, Document document, long nowMillis) {
        Headers headers = new RecordHeaders();
        add(headers, PartHeaders.TENANT, receipt.export().tenant());
        add(headers, PartHeaders.EXPORT, receipt.export().export());
        add(headers, PartHeaders.OBJECT, document.name());
        add(headers, PartHeaders.CONTENT_TYPE, "application/json");
        add(headers, PartHeaders.KIND, PartKind.RECEIPT.headerValue());
        add(headers, PartHeaders.RECEIPT, "");
        add(headers, PartHeaders.WINDOW_START, receipt.span().start().toString());
        add(headers, PartHeaders.WINDOW_END, receipt.span().end().toString());
        add(headers, PartHeaders.PART, "0");
        add(headers, PartHeaders.EVENTS, "0");
        add(headers, PartHeaders.SHA256, document.sha256());
        add(headers, PartHeaders.CONFIG_VERSION, receipt.configVersion());
        add(headers, PartHeaders.WRITTEN_AT, Instant.ofEpochMilli(nowMillis).toString());
        long timestamp = Math.max(0, receipt.span().start().toEpochMilli());
        return new Record<>(null, new ReceiptRecord(receipt, document), timestamp, headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A receipt goes to the topic of the version that it is about. */
    public static TopicNameExtractor<byte[], ReceiptRecord> topic() {
        return new VersionTopic();
    }

    /** Has a name, for the description of the topology. */
    private static final class VersionTopic implements TopicNameExtractor<byte[], ReceiptRecord> {
        @Override
        public String extract(byte[] key, ReceiptRecord record, RecordContext context) {
            return record.receipt().topic();
        }

        @Override
        public String toString() {
            return "the topic of the receipt's export";
        }
    }

    /** To the partition of the export's parts. */
    public static StreamPartitioner<byte[], ReceiptRecord> partitioner() {
        return (topic, key, record, partitions) ->
                Optional.of(Set.of(Topics.partition(record.receipt().export(), partitions)));
    }

    /** The value is the document's bytes. */
    public static Serializer<ReceiptRecord> serializer() {
        return (topic, record) -> record.document().bytes();
    }
}
