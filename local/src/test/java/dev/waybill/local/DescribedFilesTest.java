package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FormatName;
import dev.waybill.contract.TestObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The views that {@code describe} prints for DuckDB read the files of every format and layout, with types and all rows. */
class DescribedFilesTest {
    private static final String TIME = "epoch_us(max(\"%s\"))";

    @TempDir
    Path folder;

    /** Format, source, and expressions for the sum of sizes, the number of paths, the latest time and the errors. */
    static Stream<Arguments> formats() {
        String csv = "sum(bytes), count(uri), " + TIME.formatted("datetime") + ", count(*) FILTER (status = 404)";
        String fields = "sum(bytes), count(uri), " + TIME.formatted("occurred_at") + ", count(*) FILTER (status = 404)";
        String line = "sum(bytes), count(request), " + TIME.formatted("time") + ", count(*) FILTER (status = 404)";
        return Stream.of(
                Arguments.of("csv, columns: default", csv),
                Arguments.of("csv, columns: all, compression: zstd", fields),
                Arguments.of(
                        "csv, columns: [occurred_at, bytes, status, uri, location.city], formula-guard: true", fields),
                Arguments.of("json-lines", fields),
                Arguments.of("json-lines, shape: flat, compression: none", csv),
                Arguments.of("json-lines, shape: flat, columns: all", fields),
                Arguments.of("json-lines, shape: cloudsmith, compression: zstd", csv),
                Arguments.of("json-lines-timestamp", fields),
                Arguments.of("json-lines-timestamp, shape: flat, separator: tab", csv),
                Arguments.of("json-array", fields),
                Arguments.of("json-array, shape: cloudsmith, compression: none", csv),
                Arguments.of("parquet", fields),
                Arguments.of("parquet, codec: zstd, columns: [occurred_at, bytes, status, uri, location.city]", fields),
                Arguments.of("apache-common", line),
                Arguments.of("apache-combined", line),
                Arguments.of("apache-cloudsmith", line),
                Arguments.of(
                        "s3-access-log",
                        "sum(bytes_sent), count(key), " + TIME.formatted("time")
                                + ", count(*) FILTER (http_status = 404)"),
                Arguments.of(
                        "w3c",
                        "sum(sc_bytes), count(cs_uri_stem), epoch_us(max(date + time)), count(*) FILTER (sc_status = 404)"),
                Arguments.of(
                        "cef",
                        "sum(nullif(regexp_extract(extension, ' out=([0-9]+)', 1), '')::BIGINT),"
                                + " count(*) FILTER (extension LIKE '% request=%'),"
                                + " max(regexp_extract(extension, '^rt=([0-9]+)', 1)::BIGINT) * 1000,"
                                + " count(*) FILTER (extension LIKE '% cn1=404%')"),
                Arguments.of(
                        "ecs",
                        "sum(http.response.bytes), count(url.original), " + TIME.formatted("@timestamp")
                                + ", count(*) FILTER (http.response.status_code = 404)"),
                Arguments.of(
                        "ocsf",
                        "sum(http_response.length), count(http_request.url.path), max(time) * 1000,"
                                + " count(*) FILTER (http_response.code = 404)"),
                Arguments.of(
                        "ocsf-parquet",
                        "sum(http_response.length), count(http_request.url.path), max(time) * 1000,"
                                + " count(*) FILTER (http_response.code = 404)"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void readsAllRowsWithTheirTypes(String format, String expressions) throws Exception {
        // Given
        WrittenExport written = WrittenExport.write(folder, "source: download\n    format: { kind: " + format + " }");

        // When
        String answer = ask(written, "SELECT count(*), " + expressions + " FROM acme_downloads");

        // Then
        assertThat(answer)
                .isEqualTo("200 %d %d %d 60"
                        .formatted(written.sum("bytes"), written.countPresent("uri"), written.lastMicros()));
    }

    @Test
    void everyFormatButAvroIsReadHere() {
        Set<String> read = formats()
                .map(arguments -> ((String) arguments.get()[0]).split(",")[0])
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(FormatName.values()).map(FormatName::kind).filter(kind -> !kind.equals("avro")))
                .allMatch(read::contains);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void foldersAreColumns(String format) throws Exception {
        WrittenExport written = WrittenExport.write(folder, "source: download\n    format: { kind: " + format + " }");

        String answer = ask(
                written,
                "SELECT count(*), any_value(typeof(hour)) FROM acme_downloads WHERE year = 2026 AND month = 3 AND day = 4 AND hour = 23");

        assertThat(answer).isEqualTo(written.countInHour(23) + " INTEGER");
    }

    static Stream<String> auditFormats() {
        return Stream.of("csv", "json-lines, shape: flat", "json-array, shape: flat", "parquet, columns: default");
    }

    @ParameterizedTest
    @MethodSource("auditFormats")
    void readsAuditEventsWithTheirDetailAsJson(String format) throws Exception {
        WrittenExport written = WrittenExport.write(folder, "source: audit\n    format: { kind: " + format + " }");

        String answer = ask(
                written,
                "SELECT count(*), count(detail), sum((detail->>'$.size')::BIGINT), " + TIME.formatted("occurred_at")
                        + " FROM acme_downloads");

        assertThat(answer).isEqualTo("200 180 18000 " + written.lastMicros());
    }

    @Test
    void ocsfParquetHasListsAndNoEmptyObjects() throws Exception {
        WrittenExport written = WrittenExport.write(folder, """
                source: audit
                    format: { kind: ocsf-parquet }
                    layout: { kind: security-lake, source: waybill, region: eu-west-1 }""");

        String answer = ask(written, """
                SELECT count(*), count(resources), any_value(resources[1].uid), max(len(resources)), count(actor.user),
                    count(actor.app_name), sum(class_uid), count(*) FILTER (type_uid = class_uid * 100 + activity_id),
                    max(time) * 1000, any_value(metadata.product.vendor_name), any_value(api.operation) FILTER (resources IS NULL),
                    any_value(typeof(class_uid)), any_value(typeof(type_uid))
                FROM acme_downloads WHERE eventDay LIKE '2026030_'""");

        assertThat(answer)
                .isEqualTo("200 180 numpy-2.1.0 1 180 20 1200600 200 " + written.lastMicros() / 1_000_000 * 1_000_000
                        + " Waybill unknown INTEGER BIGINT");
    }

    @Test
    void textComesBackAsItWas() throws Exception {
        WrittenExport written = WrittenExport.write(folder, "source: download\n    format: { kind: parquet }");

        assertThat(ask(
                        written,
                        "SELECT user_agent.raw, repository, location.city FROM acme_downloads WHERE event_id = 'e-1'"))
                .isEqualTo("Mozilla/5.0 (X11; \"é\") \\ 100% it's\\ tools, \"old\" ones Auckland\nCity");
    }

    static Stream<String> layouts() {
        return Stream.of(
                "default",
                "flat",
                "s3-simple",
                "s3-partitioned, account: \"111122223333\", region: eu-west-1, source-bucket: shop",
                "lakefs, region: eu-west-1",
                "security-lake, source: waybill, region: eu-west-1",
                "template, path: \"{export}/{window-start:yyyy/MM}/{file}\"");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsEveryLayout(String layout) throws Exception {
        WrittenExport written = WrittenExport.write(
                folder,
                "source: download\n    format: { kind: csv, columns: lakefs }\n    layout: { kind: " + layout + " }");

        String answer = ask(
                written,
                "SELECT count(*), " + TIME.formatted("data_time")
                        + ", count(*) FILTER (data_status_code = 404) FROM acme_downloads");

        assertThat(answer).isEqualTo("200 " + written.lastMicros() + " 60");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void leavesOutWhatReplaysDeliverReceiptsAndTestObjects(String layout) throws Exception {
        // Given
        WrittenExport written = WrittenExport.write(
                folder,
                "source: download\n    format: { kind: csv, columns: lakefs }\n    layout: { kind: " + layout + " }");
        Path base = folder.resolve("out/logs");
        List<Path> parts;
        try (Stream<Path> files = Files.walk(base)) {
            parts = files.filter(Files::isRegularFile).toList();
        }
        for (Path part : parts) {
            copy(part, base.resolve("replay=7b2f60d1c4aa").resolve(base.relativize(part)));
            copy(part, base.resolve("_receipts/downloads").resolve(part.getFileName()));
            copy(part, base.resolve(TestObject.FOLDER).resolve(part.getFileName()));
        }
        Files.writeString(base.resolve(TestObject.NAME), "{}\n");

        // Then
        assertThat(ask(written, "SELECT count(*) FROM acme_downloads")).isEqualTo("200");
    }

    private static void copy(Path file, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
    }

    @Test
    void aFolderThatIsCalledLikeAColumnDoesNotHideIt() throws Exception {
        WrittenExport written = WrittenExport.write(folder, """
                source: download
                    format: { kind: parquet }
                    layout: { kind: lakefs, region: eu-west-1 }""");

        assertThat(ask(written, "SELECT count(region) FROM acme_downloads")).isEqualTo("0");
    }

    private static String ask(WrittenExport written, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(written.description().duckDb());
            try (ResultSet rows = statement.executeQuery(query)) {
                assertThat(rows.next()).isTrue();
                StringBuilder answer = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    answer.append(i > 1 ? " " : "").append(rows.getString(i));
                }
                return answer.toString();
            }
        }
    }
}
