package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.connector.ConfluentS3Sink;
import dev.waybill.contract.PartHeaders;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.destination.ExternalIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.transforms.predicates.HasHeaderKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Confluent's sink gives receipts the names of parts, so what is rendered for it keeps them out, by Connect's own means. */
class ConfluentFilterTest {
    @TempDir
    Path folder;

    @Test
    void whatIsRenderedFindsReceiptsAndNothingElse() throws Exception {
        // Given
        Map<String, String> rendered = rendered();
        try (HasHeaderKey<SinkRecord> receipts = new HasHeaderKey<>()) {
            receipts.configure(settings(rendered, "predicates.receipt."));

            // Then
            assertThat(rendered)
                    .containsEntry("transforms", "parts")
                    .containsEntry("predicates", "receipt")
                    .containsEntry("transforms.parts.predicate", "receipt");
            assertThat(Class.forName(rendered.get("transforms.parts.type")).getSimpleName())
                    .isEqualTo("Filter");
            assertThat(Class.forName(rendered.get("predicates.receipt.type"))).isEqualTo(HasHeaderKey.class);
            assertThat(receipts.test(record(PartHeaders.KIND, "part"))).isFalse();
            assertThat(receipts.test(record(PartHeaders.RECEIPT, ""))).isTrue();
        }
    }

    /** As Connect hands it over, with the header converter that it has where nobody names one. */
    private static SinkRecord record(String header, String value) throws IOException {
        ConnectHeaders headers = new ConnectHeaders();
        try (SimpleHeaderConverter converter = new SimpleHeaderConverter()) {
            converter.configure(Map.of());
            headers.add(
                    header,
                    converter.toConnectHeader("export.acme.archive", header, value.getBytes(StandardCharsets.UTF_8)));
        }
        return new SinkRecord(
                "export.acme.archive", 0, null, null, null, new byte[1], 0, 0L, TimestampType.CREATE_TIME, headers);
    }

    private Map<String, String> rendered() throws Exception {
        Files.writeString(folder.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: archive
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """);
        List<ExportSpec> exports = SpecReader.read(folder).exports();
        return new ConfluentS3Sink(new ExternalIds(Map.of("acme", "external-id-of-acme")))
                .connectors(exports, Map.of(), problem -> {
                    throw new AssertionError(problem);
                })
                .get(0)
                .config();
    }

    private static Map<String, Object> settings(Map<String, String> config, String prefix) {
        Map<String, Object> settings = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                settings.put(key.substring(prefix.length()), value);
            }
        });
        return settings;
    }
}
