package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private static final String FINE = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                redact:
                  - { kind: hash, field: user.identifier, key: "${env:WAYBILL_TEST_SECRET_THAT_IS_NOT_SET}" }
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /var/lib/logs }
            """;
    private static final String UNKNOWN_KEY = """
            tenant: beta
            exports:
              - id: downloads
                source: download
                formt: { kind: csv }
                select: { status: [abc], event-types: [artifact_downloadd], filter: "statsu == 404" }
                redact:
                  - { kind: drop-field, field: user.usrname }
                  - { kind: mask, fields: uri }
                  - { kind: hash, field: user.identifer, key: "plain" }
                format: { kind: csv, columns: [event_id, statsu, urii] }
                layout: { kind: template, path: "{tenat}/{file}" }
                schedule: { every: hourly }
                destination: { kind: file, directory: /var/lib/beta }
            """;
    private static final String UNKNOWN_KINDS = """
            tenant: gamma
            exports:
              - id: downloads
                source: download
                redact:
                  - { kind: truncate-pi }
                format: { kind: json-line }
                schedule: { every: hourly }
                destination: { kind: file, directory: /var/lib/gamma }
              - id: audit
                source: audit
                format: { kind: apache-combined }
                schedule: { every: daily }
                destination: { kind: file, directory: /var/lib/gamma }
            """;

    @TempDir
    private Path tenants;

    @Test
    void acceptsTheSampleTenantsWithoutTheirSecrets() {
        Commands.Result result = Commands.run(new ValidateCommand(), "--tenants", "../tenants");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("no problems: tenants=3 exports=");
    }

    @Test
    void asksForSecretsOnlyWhenToldTo() throws IOException {
        Files.writeString(tenants.resolve("acme.yaml"), FINE);

        Commands.Result without = Commands.run(new ValidateCommand(), "--tenants", tenants.toString());
        Commands.Result with = Commands.run(new ValidateCommand(), "--tenants", tenants.toString(), "--secrets");

        assertThat(without.exitCode()).isZero();
        assertThat(with.exitCode()).isEqualTo(2);
        assertThat(with.err()).contains("WAYBILL_TEST_SECRET_THAT_IS_NOT_SET is not set");
    }

    @Test
    void showsAllProblemsOfAllFilesThoseOfKindsIncluded() throws IOException {
        Files.writeString(tenants.resolve("acme.yaml"), FINE);
        Files.writeString(tenants.resolve("beta.yaml"), UNKNOWN_KEY);
        Files.writeString(tenants.resolve("gamma.yaml"), UNKNOWN_KINDS);
        Files.writeString(tenants.resolve("empty.yaml"), "");

        Commands.Result result = Commands.run(new ValidateCommand(), "--tenants", tenants.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        Golden.assertMatches("validate.txt", result.err().replace(tenants + "/", ""));
    }

    @Test
    void saysWhereAFilterExpressionIsWrong() throws IOException {
        Files.writeString(
                tenants.resolve("acme.yaml"),
                FINE.replace(
                        "    redact:", "    select: { filter: \"status >= 400 && methd == 'GET'\" }\n    redact:"));

        Commands.Result result = Commands.run(new ValidateCommand(), "--tenants", tenants.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().replaceAll("  +", "  "))
                .contains("acme.yaml:5:15  exports[0].select.filter  column 18: undeclared reference to 'methd':"
                        + " \"status >= 400 && methd == 'GET'\"; did you mean \"method\"?");
    }

    @Test
    void keepsToTheOperatorsRules() throws IOException {
        Files.writeString(tenants.resolve("acme.yaml"), FINE);
        Files.writeString(tenants.resolve("operator.yaml"), "minimum-interval: P1D\n");

        Commands.Result result = Commands.run(new ValidateCommand(), "--tenants", tenants.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("acme.yaml:8:17")
                .contains("has windows of PT1H, but the operator allows none below PT24H: \"hourly\"");
    }

    @Test
    void saysThatThereIsNoSuchFolder() {
        Commands.Result result = Commands.run(new ValidateCommand(), "--tenants", tenants + "/nowhere");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("no such file or folder: " + tenants + "/nowhere\n");
    }

    @Test
    void refusesUnknownOptions() {
        Commands.Result result = Commands.run(new ValidateCommand(), "--tennants", "x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Unknown option");
    }
}
