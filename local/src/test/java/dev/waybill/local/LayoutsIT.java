package dev.waybill.local;

import static dev.waybill.local.RecentDay.dated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.describe.Description;
import dev.waybill.layout.Layout;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An export of every layout, to buckets and to a folder, through topology and sink, twice: the names of all objects, that
 * both runs make the same objects, and that the view which {@code describe} prints finds every event in the folder.
 */
class LayoutsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OBJECT = ".*\\.(csv|csv\\.gz|parquet)";

    private static final String ACME = """
            tenant: acme
            exports:
              - id: a-default
                source: download
                format: { kind: csv }
                destination: { kind: file, directory: "%1$s", prefix: default }
              - id: b-daily
                source: download
                format: { kind: csv, compression: none }
                schedule: { every: daily, zone: Asia/Kolkata }
                destination: { kind: s3, bucket: acme-logs, prefix: daily, region: eu-west-1, %2$s }
              - id: c-flat
                source: download
                format: { kind: parquet }
                layout: { kind: flat }
                destination: { kind: file, directory: "%1$s", prefix: flat }
              - id: d-simple
                source: download
                format: { kind: csv }
                layout: { kind: s3-simple }
                destination: { kind: file, directory: "%1$s", prefix: simple }
              - id: e-partitioned
                source: download
                format: { kind: csv }
                layout: { kind: s3-partitioned, account: "111122223333", region: eu-west-1, source-bucket: shop }
                destination: { kind: s3, bucket: acme-logs, prefix: partitioned, region: eu-west-1, %2$s }
              - id: f-lakefs
                source: download
                format: { kind: parquet, columns: lakefs }
                layout: { kind: lakefs, region: eu-west-1 }
                destination: { kind: s3, bucket: acme-lake, region: eu-west-1, %2$s }
              - id: g-ocsf
                source: download
                format: { kind: ocsf-parquet }
                layout: { kind: security-lake, source: waybill, region: eu-west-1 }
                destination: { kind: file, directory: "%1$s", prefix: ext }
              - id: h-template
                source: download
                format: { kind: csv }
                layout: { kind: template, path: "{tenant}/{source}/{region}/{window-start:yyyy-DDD}/{part}-{unique}{extension}", region: nz, zone: Pacific/Auckland }
                destination: { kind: s3, bucket: acme-logs, prefix: template, region: eu-west-1, %2$s }
            """;

    /** Two windows and a late part of the first; partition and hash are written as n and #. */
    private static final List<String> EXPECTED = List.of(
            "default/year=2024/month=03/day=04/hour=05/acme-a-default-20240304T050000Z-late-20240304T080000Z-pn-00000-#.csv.gz",
            "default/year=2024/month=03/day=04/hour=05/acme-a-default-20240304T050000Z-pn-00000-#.csv.gz",
            "default/year=2024/month=03/day=04/hour=08/acme-a-default-20240304T080000Z-pn-00000-#.csv.gz",
            "daily/year=2024/month=03/day=03/acme-b-daily-20240303T183000Z-pn-00000-#.csv",
            "flat/acme-c-flat-20240304T050000Z-late-20240304T080000Z-pn-00000-#.parquet",
            "flat/acme-c-flat-20240304T050000Z-pn-00000-#.parquet",
            "flat/acme-c-flat-20240304T080000Z-pn-00000-#.parquet",
            "simple/2024-03-04-05-00-00-acme-d-simple-20240304T050000Z-late-20240304T080000Z-pn-00000-#.csv.gz",
            "simple/2024-03-04-05-00-00-acme-d-simple-20240304T050000Z-pn-00000-#.csv.gz",
            "simple/2024-03-04-08-00-00-acme-d-simple-20240304T080000Z-pn-00000-#.csv.gz",
            "partitioned/111122223333/eu-west-1/shop/2024/03/04/2024-03-04-00-00-00-acme-e-partitioned-20240304T050000Z-late-20240304T080000Z-pn-00000-#.csv.gz",
            "partitioned/111122223333/eu-west-1/shop/2024/03/04/2024-03-04-00-00-00-acme-e-partitioned-20240304T050000Z-pn-00000-#.csv.gz",
            "partitioned/111122223333/eu-west-1/shop/2024/03/04/2024-03-04-00-00-00-acme-e-partitioned-20240304T080000Z-pn-00000-#.csv.gz",
            "etl/v1/data/region=eu-west-1/organization=org-acme/year=2024/month=03/day=04/hour=05/log_acme-f-lakefs-20240304T050000Z-late-20240304T080000Z-pn-00000-#-snappy.parquet",
            "etl/v1/data/region=eu-west-1/organization=org-acme/year=2024/month=03/day=04/hour=05/log_acme-f-lakefs-20240304T050000Z-pn-00000-#-snappy.parquet",
            "etl/v1/data/region=eu-west-1/organization=org-acme/year=2024/month=03/day=04/hour=08/log_acme-f-lakefs-20240304T080000Z-pn-00000-#-snappy.parquet",
            "ext/waybill/region=eu-west-1/accountId=external/eventDay=20240304/acme-g-ocsf-20240304T050000Z-late-20240304T080000Z-pn-00000-#.parquet",
            "ext/waybill/region=eu-west-1/accountId=external/eventDay=20240304/acme-g-ocsf-20240304T050000Z-pn-00000-#.parquet",
            "ext/waybill/region=eu-west-1/accountId=external/eventDay=20240304/acme-g-ocsf-20240304T080000Z-pn-00000-#.parquet",
            "template/acme/download/nz/2024-064/00000-acme-h-template-20240304T050000Z-late-20240304T080000Z-pn-00000-#.csv.gz",
            "template/acme/download/nz/2024-064/00000-acme-h-template-20240304T050000Z-pn-00000-#.csv.gz",
            "template/acme/download/nz/2024-064/00000-acme-h-template-20240304T080000Z-pn-00000-#.csv.gz");

    @TempDir
    Path folder;

    @Test
    void everyLayoutNamesTheSameObjectsInASecondRun() throws Exception {
        // Given
        Map<String, String> first = delivered();
        Files.move(folder.resolve("run"), folder.resolve("first-run"));

        // When
        Map<String, String> second = delivered();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.keySet().stream()
                        .map(name -> name.replaceAll("-p[0-9]+-", "-pn-").replaceAll("-[0-9a-f]{12}(?=[.-])", "-#")))
                .containsExactlyInAnyOrderElementsOf(
                        EXPECTED.stream().map(RecentDay::dated).toList());
        assertThat(first.keySet()).allSatisfy(name -> {
            assertThat(name).matches("[A-Za-z0-9=._/-]{1,1024}").doesNotContain("//", "..", "passwd");
            assertThat(name.split("/")).allMatch(segment -> segment.length() <= 240);
        });
    }

    @Test
    void coversEveryLayout() {
        Set<String> kinds = Pattern.compile("layout: \\{ kind: ([a-z0-9-]+)")
                .matcher(ACME)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(kinds).hasSize(Layout.class.getPermittedSubclasses().length - 1);
    }

    /** Hashes of all objects by path in their bucket or folder, once all are there. */
    private Map<String, String> delivered() throws Exception {
        String role = "role-arn: \"arn:aws:iam::111122223333:role/Logs\"";
        Map<String, String> specs = Map.of("acme", ACME.formatted(folder.resolve("run/out"), role));
        try (WholeStack stack = new WholeStack(folder.resolve("run"), specs, TopicSettings.EMBEDDED, Map.of())) {
            publish(stack.producer());
            stack.startStreams();
            stack.startDelivery();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                assertThat(stack.crashes).isEmpty();
                assertThat(objects(stack.folder.buckets())).hasSize(EXPECTED.size());
            });
            for (ExportSpec export : stack.exports) {
                if (export.destination().s3().isEmpty()) {
                    assertThat(countBySql(export, stack.exports))
                            .as("%s", export.exportId())
                            .isEqualTo(4);
                }
            }
            stack.awaitClean(RecentDay.end());
            return objects(stack.folder.buckets());
        }
    }

    private static void publish(KafkaProducer<byte[], byte[]> producer) {
        send(producer, "e-1", "2024-03-04T05:00:01Z", "2024-03-04T05:00:02Z");
        send(producer, "e-2", "2024-03-04T05:59:59Z", "2024-03-04T06:00:00Z");
        send(producer, "e-3", "2024-03-04T08:05:00Z", "2024-03-04T08:05:01Z");
        send(producer, "e-4", "2024-03-04T05:30:00Z", "2024-03-04T08:06:00Z");
        producer.flush();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String id, String occurredAt, String arrival) {
        TestEvent event = new TestEvent(id, "acme", dated(occurredAt))
                .with("uri", "/../../etc/passwd")
                .with("namespace", "../..")
                .with("repository", "passwd\u0000")
                .with("status", 200);
        producer.send(new ProducerRecord<>(
                Topics.input(Source.DOWNLOAD),
                null,
                Instant.parse(dated(arrival)).toEpochMilli(),
                "acme".getBytes(StandardCharsets.UTF_8),
                event.json()));
    }

    private Map<String, String> objects(Path buckets) throws IOException {
        Map<String, String> objects = new TreeMap<>();
        for (Path root :
                List.of(folder.resolve("run/out"), buckets.resolve("acme-logs"), buckets.resolve("acme-lake"))) {
            for (Path file : DeliveredFiles.paths(root, OBJECT)) {
                objects.put(root.relativize(file).toString(), DeliveredFiles.sha256(Files.readAllBytes(file)));
            }
        }
        return objects;
    }

    private static long countBySql(ExportSpec export, List<ExportSpec> all) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(Description.of(export, all).duckDb());
            String view = export.exportId().toString().replaceAll("[^a-z0-9]", "_");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + view)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
