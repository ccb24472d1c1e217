package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.config.ExportBinder;
import dev.waybill.describe.Description;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The definitions that {@code describe} prints for Athena, as far as they can be checked without Athena: their syntax, their
 * columns, that partition projection finds every object, and that their regular expressions take our lines apart. Hive's
 * SerDe uses {@code java.util.regex}, and so does this test.
 */
class DescribedTablesTest {
    private static final String S3 =
            "destination: { kind: s3, bucket: acme-logs, prefix: client-logs, region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/LogsWriter\" }";
    private static final Pattern PROPERTY = Pattern.compile("'([a-zA-Z.]+)' = '([^'\\\\]*(?:\\\\.[^'\\\\]*)*)'");
    private static final Pattern COLUMN = Pattern.compile("^  `([a-z0-9_]+)` (.+?),?$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    static Stream<String> layouts() {
        return Stream.of(
                "default",
                "s3-partitioned, account: \"111122223333\", region: eu-west-1, source-bucket: shop",
                "lakefs, region: eu-west-1",
                "security-lake, source: waybill, region: eu-west-1");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void partitionProjectionFindsEveryObject(String layout) throws IOException {
        for (String schedule : List.of(
                "hourly",
                "daily",
                "daily, zone: Pacific/Auckland",
                "hourly, zone: Asia/Kolkata",
                "\"0 */6 * * *\"",
                "\"0 0,1 * * *\"",
                "\"0 0 1 * *\"")) {
            // Given
            TenantSpecs specs = WrittenExport.specs(
                    folder,
                    "source: download\n    format: { kind: csv }\n    layout: { kind: " + layout
                            + " }\n    schedule: { every: " + schedule + " }\n    " + S3);
            ExportVersion export = ExportBinder.forCurrentSchemas(name -> "")
                    .bind("5b89a8131b01", specs.exports().get(0));

            // When
            String table = Description.of(export.spec(), specs.exports()).athena();

            // Then
            Map<String, String> properties = properties(table);
            Set<String> locations = locations(properties);
            Instant time = Instant.parse("2026-03-27T13:07:00Z");
            for (int i = 0; i < 60; i++) {
                Window window = export.windowAt(time.getEpochSecond() * 1_000_000L);
                String object = "s3://acme-logs/client-logs/"
                        + export.layout().name(WrittenExport.identity(export, window, new byte[i]));
                assertThat(folders(object))
                        .as("%s every %s: %s", layout, schedule, object)
                        .filteredOn(locations::contains)
                        .hasSize(1);
                time = window.end();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat", "s3-simple", "template, path: \"{window-start:yyyy}/{file}\""})
    void layoutsWithoutFoldersAreOneTableOverThePrefixThatSaysSo(String layout) throws IOException {
        String table = athena("source: download\n    format: { kind: csv }\n    layout: { kind: " + layout + " }");

        assertThat(table)
                .contains("every query reads all files below the prefix")
                .endsWith("\nWHERE strpos(\"$path\", '/replay=') = 0 AND strpos(\"$path\", '/_receipts/') = 0"
                        + " AND strpos(\"$path\", '/_waybill/') = 0;\n")
                .contains("LOCATION 's3://acme-logs/client-logs/'")
                .doesNotContain("projection.");
    }

    @Test
    void aTableWithTypesGetsAViewOfLiveDeliveryWhereItReadsEverythingBelowThePrefix() throws IOException {
        assertThat(athena("source: download\n    format: { kind: parquet }\n    layout: { kind: flat }"))
                .contains("query the view, which leaves that out")
                .endsWith("""

                        CREATE OR REPLACE VIEW acme_downloads_live AS
                        SELECT * FROM acme_downloads
                        WHERE strpos("$path", '/replay=') = 0 AND strpos("$path", '/_receipts/') = 0 AND strpos("$path", '/_waybill/') = 0;
                        """);
    }

    static Stream<String> formats() {
        return DescribedFilesTest.formats().map(arguments -> (String) arguments.get()[0]);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void definitionsAreBalancedAndNameEachColumnOnce(String format) throws IOException {
        String table = athena("source: download\n    format: { kind: " + format + " }");

        String bare = table.replaceAll("(?m)^--.*$", "").replaceAll("'[^'\\\\]*(?:\\\\.[^'\\\\]*)*'", "''");
        for (String pair : List.of("()", "<>", "{}")) {
            assertThat(bare.chars().filter(c -> c == pair.charAt(0)).count())
                    .isEqualTo(bare.chars().filter(c -> c == pair.charAt(1)).count());
        }
        assertThat(bare.chars().filter(c -> c == '`').count()).isEven();
        assertThat(columns(table)).doesNotHaveDuplicates().isNotEmpty();
        assertThat(bare.lines()).noneMatch(line -> line.endsWith(",)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"csv", "csv, columns: lakefs", "w3c", "apache-common", "apache-combined", "s3-access-log", "cef"
            })
    void columnsWithoutKeysStandInTheOrderOfTheList(String format) throws IOException {
        // Given
        TenantSpecs specs = specs("source: download\n    format: { kind: " + format + " }");
        Description description = Description.of(specs.exports().get(0), specs.exports());

        // When
        JsonNode list = new ObjectMapper().readTree(description.columns());

        // Then
        List<String> names = new ArrayList<>();
        list.get("columns")
                .forEach(column -> names.add(column.get("name")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("_$", "")));
        assertThat(columns(description.athena())).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apache-common",
                "apache-combined",
                "apache-cloudsmith",
                "s3-access-log",
                "cef",
                "json-lines-timestamp",
                "json-lines-timestamp, separator: tab",
                "json-array"
            })
    void regularExpressionsTakeEveryLineApart(String format) throws IOException {
        // Given
        WrittenExport written = WrittenExport.write(
                folder, "source: download\n    format: { kind: " + format + ", compression: none }");
        String table = written.description().athena();
        Pattern pattern = Pattern.compile(properties(table).get("input.regex"));
        List<String> names = columns(table);

        // When
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines(folder.resolve("out"))) {
            Matcher matcher = pattern.matcher(line);
            assertThat(matcher.matches()).as("%s matches %s", pattern, line).isTrue();
            assertThat(matcher.groupCount()).isEqualTo(names.size());
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), matcher.group(i + 1));
            }
            rows.add(row);
        }

        // Then
        assertThat(rows).hasSize(200);
        String bytes = names.contains("bytes") ? "bytes" : names.contains("bytes_sent") ? "bytes_sent" : "";
        if (!bytes.isEmpty()) {
            assertThat(rows.stream()
                            .map(row -> row.get(bytes))
                            .filter(text -> !text.equals("-"))
                            .mapToLong(Long::parseLong)
                            .sum())
                    .isEqualTo(written.sum("bytes"));
            assertThat(rows)
                    .filteredOn(row -> row.containsKey("user_agent")
                            && !row.get("user_agent").equals("-"))
                    .allMatch(row -> row.get("user_agent").startsWith("Mozilla/5.0 (X11; "));
        }
        if (names.contains("record")) {
            long sum = 0;
            for (Map<String, String> row : rows) {
                sum += new ObjectMapper()
                        .readTree(row.get("record"))
                        .get("bytes")
                        .asLong();
            }
            assertThat(sum).isEqualTo(written.sum("bytes"));
        }
    }

    @Test
    void columnsOfALaterVersionDoNotBreakTheRegularExpression() throws IOException {
        Pattern pattern = Pattern.compile(properties(athena("source: download\n    format: { kind: apache-combined }"))
                .get("input.regex"));

        assertThat("203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"pip\" new \"more\"")
                .matches(pattern);
    }

    @Test
    void theAvroSchemaIsThatOfTheFiles() throws IOException {
        WrittenExport written = WrittenExport.write(folder, "source: download\n    format: { kind: avro }");

        Schema literal = new Schema.Parser()
                .parse(properties(written.description().athena()).get("avro.schema.literal"));

        long rows = 0;
        for (Path file : files(folder.resolve("out"))) {
            try (DataFileReader<GenericRecord> reader =
                    new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                assertThat(reader.getSchema()).isEqualTo(literal);
                for (GenericRecord ignored : reader) {
                    rows++;
                }
            }
        }
        assertThat(rows).isEqualTo(200);
    }

    static Stream<String> jsonFormats() {
        return Stream.of(
                "source: download\n    format: { kind: json-lines",
                "source: download\n    format: { kind: json-lines, shape: flat",
                "source: download\n    format: { kind: json-lines, shape: flat, columns: all",
                "source: download\n    format: { kind: json-lines, shape: cloudsmith",
                "source: download\n    format: { kind: ecs",
                "source: download\n    format: { kind: ocsf",
                "source: audit\n    format: { kind: json-lines",
                "source: audit\n    format: { kind: ecs",
                "source: audit\n    format: { kind: ocsf");
    }

    /** The SerDe looks a column, or a field of a struct, up by its mapping or its name. */
    @ParameterizedTest
    @MethodSource("jsonFormats")
    void jsonTablesFindEveryKeyAsItIsWritten(String format) throws IOException {
        // Given
        WrittenExport written = WrittenExport.write(folder, format + ", compression: none }");
        String table = written.description().athena();
        Map<String, String> mappings = jsonProperties(table);
        Map<String, String> types = new TreeMap<>();
        Matcher column = COLUMN.matcher(table.substring(0, table.indexOf("ROW FORMAT")));
        while (column.find()) {
            types.put(column.group(1), column.group(2));
        }

        // When, Then
        ObjectMapper json = new ObjectMapper();
        int rows = 0;
        for (String line : lines(folder.resolve("out"))) {
            requireFound(json.readTree(line), types, mappings);
            rows++;
        }
        assertThat(rows).isEqualTo(200);
    }

    /** Every key of the object has a column or a field; what is text may hold any keys. */
    private static void requireFound(JsonNode object, Map<String, String> types, Map<String, String> mappings) {
        Map<String, String> typesByKey = new TreeMap<>();
        types.forEach((name, type) -> typesByKey.put(mappings.getOrDefault("mapping." + name, name), type));
        object.fields().forEachRemaining(field -> {
            assertThat(typesByKey).containsKey(field.getKey());
            boolean list = typesByKey.get(field.getKey()).startsWith("array<");
            JsonNode value = list ? field.getValue().path(0) : field.getValue();
            Matcher struct = Pattern.compile(list ? "array<struct<(.*)>>" : "struct<(.*)>")
                    .matcher(typesByKey.get(field.getKey()));
            if (struct.matches() && value.isObject()) {
                requireFound(value, fields(struct.group(1)), mappings);
            }
        });
    }

    /** {@code a:int,`b`:struct<c:string>} by names. */
    private static Map<String, String> fields(String struct) {
        Map<String, String> fields = new TreeMap<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= struct.length(); i++) {
            char c = i == struct.length() ? ',' : struct.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                String[] field = struct.substring(start, i).split(":", 2);
                fields.put(field[0].replace("`", ""), field[1]);
                start = i + 1;
            }
        }
        return fields;
    }

    @Test
    void jsonTablesKeepKeysApartThatDifferInCase() throws IOException {
        WrittenExport written = WrittenExport.write(
                folder,
                "source: audit\n    format: { kind: json-lines, compression: none }",
                List.of(Map.of("detail", "{\"Client\":\"web\",\"client\":\"cli\"}")));

        assertThat(lines(folder.resolve("out")))
                .singleElement()
                .asString()
                .contains("\"Client\":\"web\",\"client\":\"cli\"");
        assertThat(jsonProperties(written.description().athena())).containsEntry("case.insensitive", "FALSE");
    }

    private static Map<String, String> jsonProperties(String table) {
        Matcher clause = Pattern.compile("JsonSerDe'\\s+WITH SERDEPROPERTIES \\((.*)\\)\\s+STORED AS TEXTFILE")
                .matcher(table);
        assertThat(clause.find()).as(table).isTrue();
        Map<String, String> properties = new TreeMap<>();
        Matcher property = Pattern.compile("'([^']+)' = '([^']*)'").matcher(clause.group(1));
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        return properties;
    }

    @Test
    void jsonArraysAreSaidToBeUnreadableForJsonSerDes() throws IOException {
        assertThat(athena("source: download\n    format: { kind: json-array }"))
                .contains("cannot read a JSON array")
                .contains("RegexSerDe")
                .contains("json_extract_scalar(record, '$.location.city') AS \"location_city\"");
    }

    @Test
    void neighboursBelowTheSamePrefixAreNamed() throws IOException {
        TenantSpecs specs = specs(
                "source: download\n    format: { kind: csv }",
                "\n  - id: audit\n    source: audit\n    format: { kind: csv }\n    " + S3);

        assertThat(Description.of(specs.exports().get(1), specs.exports()).athena())
                .contains("Other exports deliver below s3://acme-logs/client-logs/, too: audit.");
    }

    private TenantSpecs specs(String keys, String... more) throws IOException {
        return WrittenExport.specs(folder, keys + "\n    " + S3 + String.join("", more));
    }

    private String athena(String keys) throws IOException {
        TenantSpecs specs = specs(keys);
        return Description.of(specs.exports().get(0), specs.exports()).athena();
    }

    private static List<String> columns(String table) {
        String definitions = table.substring(table.indexOf(" (\n"), table.indexOf("\n)\n"));
        return COLUMN.matcher(definitions)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Names and values of all properties, unescaped as Hive does. */
    private static Map<String, String> properties(String table) {
        Map<String, String> properties = new TreeMap<>();
        PROPERTY.matcher(table)
                .results()
                .forEach(match -> properties.put(match.group(1), match.group(2).replaceAll("\\\\([\\\\'])", "$1")));
        return properties;
    }

    private static List<String> folders(String object) {
        return IntStream.range(0, object.length())
                .filter(i -> object.charAt(i) == '/')
                .mapToObj(i -> object.substring(0, i + 1))
                .toList();
    }

    /** All places of these years that the projection would look at, as Athena computes them. */
    private static Set<String> locations(Map<String, String> properties) {
        assertThat(properties).containsEntry("projection.enabled", "true");
        Set<String> locations = new HashSet<>(Set.of(properties.get("storage.location.template")));
        for (String key : List.of("year", "month", "day", "hour", "eventday")) {
            if (properties.containsKey("projection." + key + ".type")) {
                Set<String> next = new HashSet<>();
                for (String value : values(key, properties)) {
                    locations.forEach(location -> next.add(location.replace("${" + key + "}", value)));
                }
                locations = next;
            }
        }
        assertThat(locations).noneMatch(location -> location.contains("$"));
        return locations;
    }

    private static List<String> values(String key, Map<String, String> properties) {
        String prefix = "projection." + key + ".";
        String[] range = properties.get(prefix + "range").split(",");
        List<String> values = new ArrayList<>();
        if (properties.get(prefix + "type").equals("date")) {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(properties.get(prefix + "format"), Locale.ROOT);
            assertThat(range[1]).isEqualTo("NOW");
            LocalDate last = LocalDate.ofInstant(Instant.parse("2032-01-01T00:00:00Z"), ZoneOffset.UTC);
            for (LocalDate day = LocalDate.parse(range[0], format); day.isBefore(last); day = day.plusDays(1)) {
                values.add(format.format(day));
            }
        } else {
            int digits = Integer.parseInt(properties.get(prefix + "digits"));
            int first = Integer.parseInt(range[0]);
            int last = Integer.parseInt(range[1]);
            assertThat(key.equals("year") && (first > 2026 || last < 2040)).isFalse();
            for (int i = key.equals("year") ? 2026 : first; i <= (key.equals("year") ? 2031 : last); i++) {
                values.add(String.format(Locale.ROOT, "%0" + digits + "d", i));
            }
        }
        return values;
    }

    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(folder)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
