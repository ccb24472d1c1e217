package dev.waybill.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Golden;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionTest {
    private static final String ROLE = "role-arn: \"arn:aws:iam::111122223333:role/LogsWriter\"";
    private static final String ACME = """
            tenant: acme
            exports:
              - id: csv
                source: download
                format: { kind: csv }
                destination: { kind: s3, bucket: acme-logs, prefix: csv, region: eu-west-1, %1$s }
              - id: jsonl
                source: download
                format: { kind: json-lines, compression: zstd }
                schedule: { every: daily }
                destination: { kind: s3, bucket: acme-logs, prefix: json, region: eu-west-1, %1$s }
              - id: flat-keys
                source: download
                format: { kind: json-lines-timestamp, shape: flat, columns: [datetime, location.city, bytes, package.tags] }
                layout: { kind: flat }
                destination: { kind: file, directory: /srv/logs, prefix: "it's" }
              - id: array
                source: audit
                format: { kind: json-array, shape: flat }
                layout: { kind: s3-simple }
                destination: { kind: s3, bucket: acme-audit, prefix: "", region: eu-west-1, %1$s }
              - id: lakefs
                source: audit
                format: { kind: parquet, columns: lakefs }
                layout: { kind: lakefs, region: eu-west-1 }
                destination: { kind: s3, bucket: acme-lake, prefix: "", region: eu-west-1, %1$s }
              - id: combined
                source: download
                format: { kind: apache-combined }
                layout: { kind: template, path: "{window-start:yyyy}/{file}" }
                destination: { kind: s3, bucket: acme-logs, prefix: combined, region: eu-west-1, %1$s }
              - id: s3
                source: download
                format: { kind: s3-access-log, compression: none }
                layout: { kind: s3-partitioned, account: "111122223333", region: eu-west-1, source-bucket: shop }
                destination: { kind: s3, bucket: acme-logs, prefix: s3, region: eu-west-1, %1$s }
              - id: w3c
                source: download
                format: { kind: w3c }
                schedule: { every: "0 */6 * * *" }
                destination: { kind: s3, bucket: logs, prefix: w3c, region: us-east-1, credentials: store, endpoint: "https://objects.example.test:8080", path-style: true }
              - id: avro
                source: audit
                format: { kind: avro, columns: default }
                destination: { kind: s3, bucket: acme-logs, prefix: avro, region: eu-west-1, %1$s }
              - id: cef
                source: audit
                format: { kind: cef }
                destination: { kind: s3, bucket: acme-logs, prefix: cef, region: eu-west-1, %1$s }
              - id: ecs
                source: download
                format: { kind: ecs }
                destination: { kind: s3, bucket: acme-logs, prefix: ecs, region: eu-west-1, %1$s }
              - id: ocsf
                source: audit
                format: { kind: ocsf-parquet }
                layout: { kind: security-lake, source: waybill, region: eu-west-1 }
                destination: { kind: s3, bucket: acme-lake, prefix: ext, region: eu-west-1, %1$s }
            """.formatted(ROLE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"csv", "jsonl", "flat-keys", "array", "lakefs", "combined", "s3", "w3c", "avro", "cef", "ecs", "ocsf"})
    void saysHowToReadAnExport(String export) throws IOException {
        Description description = description(ACME, export);

        Golden.assertMatches(
                "describe/" + export + ".txt",
                "=== athena.sql\n" + description.athena() + "\n=== duckdb.sql\n" + description.duckDb()
                        + "\n=== spark.py\n" + description.spark() + "\n=== columns.json\n" + description.columns()
                        + "\n");
    }

    @Test
    void warnsOfWhatElseLiesBelowTheSamePrefix() throws IOException {
        Description description = description("""
                tenant: acme
                exports:
                  - id: all
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: logs, region: eu-west-1, %1$s }
                  - id: more
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: logs, prefix: more, region: eu-west-1, %1$s }
                  - id: elsewhere
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: other, region: eu-west-1, %1$s }
                """.formatted(ROLE), "all");

        assertThat(description.athena())
                .contains("Other exports deliver below s3://logs/, too: more.")
                .doesNotContain("elsewhere");
    }

    @Test
    void warnsThatAnAccessPointIsNoBucketOfAnS3Url() throws IOException {
        Description description = description("""
                tenant: acme
                exports:
                  - id: all
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: "arn:aws:s3:eu-west-1:111122223333:accesspoint/logs", region: eu-west-1, %s }
                """.formatted(ROLE), "all");

        assertThat(description.athena()).contains("An access point's ARN cannot stand in an S3 URL");
    }

    @Test
    void theSecretOfAnotherStoreSaysHowItIsReached() throws IOException {
        Description description = description("""
                tenant: acme
                exports:
                  - id: all
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: logs, region: eu-west-1, credentials: store, endpoint: "http://objects.example.test" }
                """, "all");

        assertThat(description.duckDb())
                .contains("ENDPOINT 'objects.example.test', URL_STYLE 'vhost', USE_SSL false")
                .contains("KEY_ID 'KEY', SECRET 'SECRET'");
    }

    @Test
    void theFirstLookCountsByStatusWhereThereIsOne() throws IOException {
        assertThat(FirstLook.duckDb(export(specs(ACME), "csv"), "/srv/it's"))
                .hasValue("select status, count(*) from read_csv('/srv/it''s/**/*acme-csv-2*.csv.gz', header = true,"
                        + " delim = ',', quote = '\"', escape = '\"', nullstr = '', all_varchar = true)"
                        + " group by all order by all");
    }

    @Test
    void theFirstLookCountsRowsWhereThereIsNoStatus() throws IOException {
        String spec = ACME.replace("format: { kind: csv }", "format: { kind: csv, columns: [datetime, bytes] }");

        assertThat(FirstLook.duckDb(export(specs(spec), "csv"), "/srv").orElseThrow())
                .startsWith("select count(*) from read_csv(")
                .doesNotContain("status");
    }

    @Test
    void thereIsNoFirstLookAtOtherFormatsThanCsv() throws IOException {
        assertThat(FirstLook.duckDb(export(specs(ACME), "jsonl"), "/srv")).isEmpty();
    }

    private Description description(String yaml, String export) throws IOException {
        TenantSpecs specs = specs(yaml);
        return Description.of(export(specs, export), specs.exports());
    }

    private static ExportSpec export(TenantSpecs specs, String export) {
        return specs.export(new ExportId("acme", export)).orElseThrow();
    }

    private TenantSpecs specs(String yaml) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), yaml);
        return SpecReader.read(folder);
    }
}
