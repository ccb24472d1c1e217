package dev.waybill.local;

import static dev.waybill.local.RecentDay.dated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.describe.Description;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topics.TopicSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One window of events in every format, through topology, sink and store, read back with readers that are not ours: DuckDB
 * with the views that {@code describe} prints, Avro's reader, and Jackson for what is JSON. All must tell the same figures.
 */
class EveryFormatIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path SPEC = Path.of("../docs/how-to/every-format/acme.yaml");
    private static final int EVENTS = 2_000;
    private static final String[] AGENTS = {
        "pip/24.0", "Mozilla/5.0 (X11; \"é\") \\ 100% it's\\", "a\r\nb\tc\u0000d", "=cmd|' /C calc'!A0", "日本 | = ,;"
    };

    @TempDir
    private Path folder;

    /** What every reader must find. */
    private record Figures(long events, long bytes, long errors, long seconds) {}

    @Test
    void everyFormatTellsTheSameFigures() throws Exception {
        // Given
        List<TestEvent> events = events();
        Figures expected = figures(events);
        Map<String, String> specs = Map.of("acme", Files.readString(SPEC));
        try (WholeStack stack = new WholeStack(folder.resolve("run"), specs, TopicSettings.EMBEDDED, Map.of())) {
            Path bucket = stack.folder.buckets().resolve("acme-logs");
            publish(stack, events);

            // When
            stack.startStreams();
            stack.startDelivery();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
                assertThat(stack.crashes).isEmpty();
                assertThat(stack.exports)
                        .allSatisfy(
                                export -> assertThat(objects(bucket, export)).hasSize(1));
            });

            // Then
            Map<String, Figures> found = new TreeMap<>();
            for (ExportSpec export : stack.exports) {
                String id = export.exportId().export();
                Path object = objects(bucket, export).get(0);
                String kind = export.format().kind();
                found.put(id, kind.equals("avro") ? byAvro(object) : bySql(export, stack.exports, bucket));
                if (kind.startsWith("json-lines") || kind.equals("json-array")) {
                    found.put(id + " by Jackson", byJackson(object));
                }
            }
            assertThat(found)
                    .hasSize(stack.exports.size() + 5)
                    .allSatisfy(
                            (reader, figures) -> assertThat(figures).as(reader).isEqualTo(expected));
            stack.awaitClean(RecentDay.end());
        }
    }

    @Test
    void deliversEveryFormat() throws IOException {
        String yaml = Files.readString(SPEC);

        assertThat(Arrays.stream(FormatName.values()).map(FormatName::kind))
                .allMatch(kind -> yaml.matches("(?s).*format: \\{ kind: " + kind + "[ ,].*"));
    }

    private static List<TestEvent> events() {
        Random random = new Random(11);
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String at = Instant.parse(dated("2024-03-04T00:00:00Z"))
                    .plusSeconds(random.nextInt(86_400))
                    .toString();
            TestEvent event = new TestEvent("e-" + i, "acme", at)
                    .with("uri", "/python/a%20b/widget-" + i % 7 + ".whl?q=\"1\"&é=" + i)
                    .with("method", i % 5 == 0 ? "HEAD" : "GET")
                    .with("protocol", "HTTP/1.1")
                    .with("status", i % 9 == 0 ? 404 : 200)
                    .with("ip_address", i % 4 == 0 ? "2001:db8::" + i : "203.0.113." + i % 256)
                    .with("user_agent.raw", AGENTS[i % AGENTS.length])
                    .with("namespace", "acme")
                    .with("repository", "tools, \"old\" ones");
            // Some have no size, and some none of what a format may show.
            events.add(i % 6 == 0 ? event : event.with("bytes", random.nextLong(5_000_000_000L)));
        }
        return events;
    }

    private static Figures figures(List<TestEvent> events) {
        return new Figures(
                events.size(),
                events.stream()
                        .mapToLong(event -> event.value("bytes") instanceof Long bytes ? bytes : 0)
                        .sum(),
                events.stream()
                        .filter(event -> Integer.valueOf(404).equals(event.value("status")))
                        .count(),
                events.stream()
                        .mapToLong(event -> event.occurredAt.getEpochSecond())
                        .sum());
    }

    private static void publish(WholeStack stack, List<TestEvent> events) {
        KafkaProducer<byte[], byte[]> producer = stack.producer();
        for (int i = 0; i < events.size(); i++) {
            TestEvent event = events.get(i);
            producer.send(new ProducerRecord<>(
                    Topics.input(Source.DOWNLOAD),
                    null,
                    Instant.parse(dated("2024-03-04T23:59:59Z")).toEpochMilli(),
                    "acme".getBytes(StandardCharsets.UTF_8),
                    i % 2 == 0
                            ? event.json()
                            : event.avro(EventSchemas.schema(Source.DOWNLOAD), stack.downloadSchemaId)));
        }
        producer.flush();
    }

    private static List<Path> objects(Path bucket, ExportSpec export) throws IOException {
        return DeliveredFiles.paths(bucket.resolve(export.exportId().export()), ".*/acme-[^/]*-[0-9a-f]{12}\\.[a-z.]+");
    }

    private static Figures byAvro(Path object) throws IOException {
        long events = 0;
        long bytes = 0;
        long errors = 0;
        long seconds = 0;
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(object.toFile(), new GenericDatumReader<GenericRecord>())) {
            for (GenericRecord event : reader) {
                events++;
                bytes += event.get("bytes") instanceof Long size ? size : 0;
                errors += event.get("status") instanceof Number status && status.intValue() == 404 ? 1 : 0;
                seconds += ((Long) event.get("occurred_at")) / 1_000_000;
            }
        }
        return new Figures(events, bytes, errors, seconds);
    }

    private static Figures byJackson(Path object) throws IOException {
        String text = DeliveredFiles.text(object.toString(), Files.readAllBytes(object));
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> events = new ArrayList<>();
        if (text.startsWith("[")) {
            json.readTree(text).forEach(events::add);
        } else {
            for (String line : text.split("\n")) {
                events.add(json.readTree(line.substring(line.indexOf('{'))));
            }
        }
        return new Figures(
                events.size(),
                events.stream().mapToLong(event -> event.path("bytes").asLong()).sum(),
                events.stream()
                        .filter(event -> event.path("status").asInt() == 404)
                        .count(),
                events.stream()
                        .map(event -> event.path("occurred_at")
                                .asText(event.path("datetime").asText()))
                        .mapToLong(time ->
                                Instant.parse(time.replace("+00:00", "Z")).getEpochSecond())
                        .sum());
    }

    private static Figures bySql(ExportSpec export, List<ExportSpec> all, Path bucket) throws Exception {
        String view = Description.of(export, all)
                .duckDb()
                .replaceAll("(?m)^CREATE OR REPLACE SECRET .*$", "")
                .replace("s3://acme-logs", bucket.toString());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(view);
            String query = "SELECT count(*), sum(%s)::BIGINT, count(*) FILTER (%s = 404), sum(%s)::BIGINT FROM "
                    + export.exportId().toString().replaceAll("[^a-z0-9]", "_");
            try (ResultSet row = statement.executeQuery(query.formatted((Object[]) columns(export)))) {
                row.next();
                return new Figures(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        }
    }

    /** Where a format has size, status and seconds since 1970. */
    private static String[] columns(ExportSpec export) {
        String shape = export.format().toString();
        return switch (export.format().kind()) {
            case "csv" -> columns("bytes", "status", "epoch(datetime)");
            case "json-lines", "json-lines-timestamp", "json-array" ->
                columns(
                        "bytes",
                        "status",
                        shape.contains("flat") || shape.contains("cloudsmith")
                                ? "epoch(datetime)"
                                : "epoch(occurred_at)");
            case "parquet" -> columns("bytes", "status", "epoch(occurred_at)");
            case "s3-access-log" -> columns("bytes_sent", "http_status", "epoch(\"time\")");
            case "w3c" -> columns("sc_bytes", "sc_status", "epoch(\"date\" + \"time\")");
            case "ecs" -> columns("http.response.bytes", "http.response.status_code", "epoch(\"@timestamp\")");
            case "ocsf", "ocsf-parquet" -> columns("http_response.length", "http_response.code", "\"time\" // 1000");
            case "cef" ->
                columns(
                        "nullif(regexp_extract(extension, ' out=([0-9]+)', 1), '')::BIGINT",
                        "nullif(regexp_extract(extension, ' cn1=([0-9]+)', 1), '')::INTEGER",
                        "regexp_extract(extension, '^rt=([0-9]+)', 1)::BIGINT // 1000");
            default -> columns("bytes", "status", "epoch(\"time\")");
        };
    }

    private static String[] columns(String bytes, String status, String seconds) {
        return new String[] {bytes, status, seconds};
    }
}
