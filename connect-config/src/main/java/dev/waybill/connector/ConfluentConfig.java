package dev.waybill.connector;

import dev.waybill.contract.Limits;
import dev.waybill.contract.PartHeaders;
import dev.waybill.spec.destination.S3Destination;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The settings of one of Confluent's connectors, without an operator's overrides. */
final class ConfluentConfig {
    private static final String CONNECTOR_CLASS = "io.confluent.connect.s3.S3SinkConnector";
    static final String CREDENTIALS = "s3.credentials.provider.";
    /** Each object is one part of a multipart upload, whatever its size; the buffer grows only as far as needed. */
    private static final int UPLOAD_PART_SIZE = Limits.MAX_MESSAGE_BYTES;
    /** A poll of this many of the largest parts still fits a worker's heap. */
    private static final int MAX_POLL_RECORDS = 4;

    private static final int MAX_SESSION_NAME = 64;

    private ConfluentConfig() {}

    static Map<String, String> of(ConfluentGroup group, String externalId) {
        S3Destination destination = group.destination();
        Map<String, String> config = new TreeMap<>();
        config.put("name", group.connectorName());
        config.put("connector.class", CONNECTOR_CLASS);
        config.put("tasks.max", "1");
        config.put("topics", group.topics());
        config.put("topics.dir", destination.prefix());
        config.put("storage.class", "io.confluent.connect.s3.storage.S3Storage");
        config.put("s3.bucket.name", destination.bucket());
        config.put("s3.region", destination.region());
        config.put("s3.compression.type", "none");
        config.put("s3.elastic.buffer.enable", "true");
        config.put("s3.part.size", Integer.toString(UPLOAD_PART_SIZE));
        config.put("s3.part.retries", "3");
        destination.acl().ifPresent(acl -> config.put("s3.acl.canned", acl));
        destination.kmsKeyArn().ifPresent(key -> {
            config.put("s3.ssea.name", "aws:kms");
            config.put("s3.sse.kms.key.id", key);
        });
        if (destination.sseS3()) {
            config.put("s3.ssea.name", "AES256");
        }
        destination.endpoint().ifPresent(endpoint -> {
            config.put("store.url", endpoint.toString());
            config.put("s3.path.style.access.enabled", Boolean.toString(destination.pathStyle()));
        });
        config.put(CREDENTIALS + "class", "io.confluent.connect.s3.auth.AwsAssumeRoleCredentialsProvider");
        config.put(CREDENTIALS + "sts.role.arn", group.role());
        config.put(CREDENTIALS + "sts.role.session.name", sessionName(group.tenant()));
        config.put(CREDENTIALS + "sts.role.external.id", externalId);
        config.put(CREDENTIALS + "sts.region", destination.region());
        config.putAll(oneRecordOneObject(group.extension()));
        config.putAll(withoutReceipts());
        config.putAll(reading());
        return config;
    }

    /** The separator must be there and empty: without it each record would be followed by a line break. */
    private static Map<String, String> oneRecordOneObject(String extension) {
        Map<String, String> config = new TreeMap<>();
        config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("format.class", "io.confluent.connect.s3.format.bytearray.ByteArrayFormat");
        config.put("format.bytearray.extension", extension);
        config.put("format.bytearray.separator", "");
        config.put("flush.size", "1");
        config.put("rotate.interval.ms", "-1");
        config.put("rotate.schedule.interval.ms", "-1");
        config.put("partitioner.class", "io.confluent.connect.storage.partitioner.TimeBasedPartitioner");
        config.put("timestamp.extractor", "Record");
        config.put("partition.duration.ms", Long.toString(Duration.ofHours(1).toMillis()));
        config.put("path.format", "'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH");
        config.put("locale", "en-US");
        config.put("timezone", "UTC");
        config.put("behavior.on.null.values", "ignore");
        // A topic whose name contains "tombstone" would break the task if this could match a path.
        config.put("tombstone.encoded.partition", "__never__");
        return config;
    }

    /** Under the names that it gives, a receipt would be one more file of the table. */
    private static Map<String, String> withoutReceipts() {
        return Map.of(
                "transforms",
                "parts",
                "transforms.parts.type",
                "org.apache.kafka.connect.transforms.Filter",
                "transforms.parts.predicate",
                PartHeaders.RECEIPT,
                "predicates",
                PartHeaders.RECEIPT,
                "predicates." + PartHeaders.RECEIPT + ".type",
                "org.apache.kafka.connect.transforms.predicates.HasHeaderKey",
                "predicates." + PartHeaders.RECEIPT + ".name",
                PartHeaders.RECEIPT);
    }

    private static Map<String, String> reading() {
        return Map.of(
                "consumer.override.isolation.level", "read_committed",
                "consumer.override.auto.offset.reset", "earliest",
                "consumer.override.max.poll.records", Integer.toString(MAX_POLL_RECORDS));
    }

    private static String sessionName(String tenant) {
        String name = "waybill-" + tenant;
        return name.length() <= MAX_SESSION_NAME ? name : name.substring(0, MAX_SESSION_NAME);
    }
}
