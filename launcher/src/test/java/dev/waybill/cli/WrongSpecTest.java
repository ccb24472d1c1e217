package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.clients.RealClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be delivered as a spec asks is refused by every command that reads specs, with the same words. */
@Timeout(120)
class WrongSpecTest {
    private static final String CLOSED_PORT = "127.0.0.1:9";

    @TempDir
    Path folder;

    private Path tenants;

    @BeforeEach
    void makeFiles() throws IOException {
        tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(folder.resolve("platform.yaml"), "accounts: { aws: \"884446598447\" }\n");
        Files.writeString(folder.resolve("access.log"), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "format: { kind: json-arry }|unknown output format: \"json-arry\"; did you mean \"json-array\"?",
                "format: { kind: csv, compression: gzp }|unknown compression: \"gzp\"; did you mean \"gzip\"?",
                "format: { kind: csv, colums: [status] }|unknown key; did you mean \"columns\"?",
                "format: { kind: csv, columns: [stauts] }|unknown column of DownloadEvent events: \"stauts\";",
                "format: { kind: parquet, compression: gzip }|unknown key",
                "layout: { kind: hive }|unknown layout: \"hive\"",
                "layout: { kind: template, path: \"{tenat}/{file}\" }|has an unknown placeholder {tenat}",
                "redact: [{ kind: masc, field: user }]|unknown redaction: \"masc\"; did you mean \"mask\"?",
                "redact: [{ kind: mask, field: user, keep-lats: 2 }]|unknown key; did you mean \"keep-last\"?",
                "redact: [{ kind: mask, field: user, keep-last: 65 }]|must be from 0 to 64: \"65\"",
                "redact: [{ kind: drop-field, field: user.nme }]|has no such field: \"user.nme\";",
                "redact: [{ kind: drop-field, field: tenant }]|cannot be redacted",
                "redact: [{ kind: hash, field: user, key: \"${env:KEY}\", fingerprint: DEE1 }]|must be 12 lower-case"
                        + " hexadecimal digits",
                "redact: [{ kind: hash, field: user, key: \"${env:KEY}\", epoch: 2026 }]|must be text, but is a number;"
                        + " put it in quotes",
                "select: { filter: \"stauts >= 400\" }|undeclared",
                "select: { filter: \"uri.matches('(')\" }|select.filter",
                "select: { event-types: [artifact_downlaoded] }|is not a known event type or group",
                "schedule: { every: \"0 0 30 2 *\" }|schedule.every",
                "part-size: 8MB|must be a size in B, KiB, MiB or GiB"
            })
    void isRefusedByEveryCommandAlike(String line, String problem) throws IOException {
        // Given
        write(line);

        // When
        Map<String, Commands.Result> results = results();

        // Then
        String words = results.get("validate").err();
        assertThat(words).startsWith("1 problem:\n").contains("acme.yaml:").contains(problem);
        assertThat(results).allSatisfy((command, result) -> {
            assertThat(result.exitCode()).as(command).isEqualTo(2);
            assertThat(result.out()).as(command).isEmpty();
            assertThat(result.err()).as(command).isEqualTo(words);
        });
        assertThat(folder.resolve("rendered")).doesNotExist();
    }

    /** So that they run where nobody may see the secrets. */
    @Test
    void aSecretThatIsNotThereIsNoneOfItsBusiness() throws IOException {
        // Given
        write("redact: [{ kind: hash, field: user, key: \"${env:NO_SUCH_SECRET}\" }]");

        // When
        Commands.Result rendered = render();

        // Then
        assertThat(rendered.err()).isEmpty();
        assertThat(rendered.exitCode()).isZero();
    }

    private void write(String line) throws IOException {
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    destination: { kind: file, directory: /var/lib/logs }
                    %s
                    %s
                """.formatted(
                        line.startsWith("format:") ? "" : "format: { kind: csv }", line));
    }

    private Commands.Result render() {
        return Commands.run(
                new RenderCommand(new RealClients()),
                "--tenants",
                tenants.toString(),
                "--platform",
                folder.resolve("platform.yaml").toString(),
                "--out",
                folder.resolve("rendered").toString());
    }

    private Map<String, Commands.Result> results() {
        String specs = tenants.toString();
        String platform = folder.resolve("platform.yaml").toString();
        Map<String, Commands.Result> results = new LinkedHashMap<>();
        results.put("validate", Commands.run(new ValidateCommand(), "--tenants", specs));
        results.put("render", render());
        results.put(
                "topics",
                Commands.run(new TopicsCommand(new RealClients()), "--bootstrap", CLOSED_PORT, "--tenants", specs));
        results.put("describe", Commands.run(new DescribeCommand(), "acme", "downloads", "--tenants", specs));
        results.put("acls", Commands.run(new AclsCommand(), "--tenants", specs, "--platform", platform));
        results.put(
                "import",
                Commands.run(
                        new ImportCommand(new RealClients()),
                        "--tenant",
                        "acme",
                        "--tenants",
                        specs,
                        "--format",
                        "combined",
                        "--bootstrap",
                        CLOSED_PORT,
                        folder.resolve("access.log").toString()));
        return results;
    }
}
