package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DescribeCommandTest {
    private static final String ROLE = "role-arn: \"arn:aws:iam::111122223333:role/LogsWriter\"";
    private static final String ACME = """
            tenant: acme
            exports:
              - id: csv
                source: download
                format: { kind: csv }
                destination: { kind: s3, bucket: acme-logs, prefix: csv, region: eu-west-1, %1$s }
              - id: combined
                source: download
                format: { kind: apache-combined }
                layout: { kind: template, path: "{window-start:yyyy}/{file}" }
                destination: { kind: s3, bucket: acme-logs, prefix: combined, region: eu-west-1, %1$s }
              - id: cef
                source: audit
                format: { kind: cef }
                destination: { kind: s3, bucket: acme-logs, prefix: cef, region: eu-west-1, %1$s }
            """.formatted(ROLE);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void writeSpecs() throws IOException {
        Files.createDirectories(folder.resolve("tenants"));
        Files.writeString(folder.resolve("tenants/acme.yaml"), ACME);
    }

    @Test
    void printsEveryKindUnderTheNameOfItsFile() {
        int code = describe("acme", "csv");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .containsSubsequence("=== athena.sql", "=== duckdb.sql", "=== spark.py", "=== columns.json");
    }

    @Test
    void printsOneKindAlone() {
        int code = describe("acme", "csv", "--only", "columns");

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("{\n  \"export\": \"acme/csv\"").contains("\"version\": 1");
    }

    @Test
    void writesTheSameTextsIntoAFolder() throws IOException {
        describe("acme", "csv", "--only", "athena");
        String athena = out.toString();

        int code = describe("acme", "csv", "--output", folder.resolve("out").toString());

        assertThat(code).isZero();
        assertThat(folder.resolve("out/athena.sql")).hasContent(athena.stripTrailing());
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**.py").isDirectoryContaining("glob:**.json");
        assertThat(out.toString()).contains("duckdb.sql");
    }

    @Test
    void suggestsTheExportThatWasMeant() {
        assertThat(describe("acme", "combinde")).isEqualTo(2);
        assertThat(err.toString()).contains("tenant acme has no export combinde; did you mean \"combined\"?");
    }

    @Test
    void anIdThatNoExportCanHaveIsOneThatIsNotThere() {
        assertThat(describe("acme", "CSV")).isEqualTo(2);
        assertThat(describe("../acme", "csv")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean \"csv\"?").doesNotContain("Exception");
    }

    @Test
    void saysThatTheTenantIsNotKnown() {
        assertThat(describe("acne", "csv")).isEqualTo(2);
        assertThat(err.toString()).contains("no exports of a tenant acne in").contains("did you mean \"acme\"?");
    }

    @Test
    void refusesAKindThereIsNotWithoutAStackTrace() {
        assertThat(describe("acme", "csv", "--only", "hive")).isEqualTo(2);
        assertThat(err.toString()).contains("athena, duckdb, spark, columns");
    }

    @Test
    void saysWhereAColumnIsWrong() throws IOException {
        Files.writeString(
                folder.resolve("tenants/acme.yaml"),
                ACME.replace("format: { kind: csv }", "format: { kind: csv, columns: [datetime, statsu] }"));

        assertThat(describe("acme", "csv")).isEqualTo(2);
        assertThat(err.toString())
                .contains("acme.yaml:")
                .contains("exports[0].format.columns")
                .contains("unknown column of DownloadEvent events")
                .contains("did you mean \"status\"?");
    }

    @Test
    void refusesAFormatThatDoesNotFitTheSource() throws IOException {
        Files.writeString(
                folder.resolve("tenants/acme.yaml"), ACME.replace("format: { kind: cef }", "format: { kind: w3c }"));

        assertThat(describe("acme", "cef")).isEqualTo(2);
        assertThat(err.toString()).contains("AuditEvent events have no ");
    }

    private int describe(String... arguments) {
        CommandLine command = new CommandLine(new DescribeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--tenants", folder.resolve("tenants").toString()));
        return command.execute(all.toArray(String[]::new));
    }
}
