package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /var/lib/acme }
            """;

    @TempDir
    private Path folder;

    private Path spec;

    @BeforeEach
    void writeSpec() throws IOException {
        spec = folder.resolve("acme.yaml");
        Files.writeString(spec, SPEC);
    }

    @Test
    void wrongConfigurationIsWrongUsage() {
        Commands.Result result = Commands.run(
                new RunCommand(),
                "--tenants",
                spec.toString(),
                "-Dhttp.prot=8081",
                "-Dkafka.processing.guarantee=at_least_once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("http.prot", "did you mean", "processing.guarantee", "exactly_once_v2");
    }

    @Test
    void wrongSpecsAreWrongUsage() throws IOException {
        Files.writeString(spec, SPEC.replace("csv", "cvs"));

        Commands.Result result =
                Commands.run(new RunCommand(), "--tenants", spec.toString(), "-Dkafka.bootstrap.servers=127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("unknown output format: \"cvs\"");
    }

    @Test
    void oneTenantsMistakeDoesNotStopTheOthers() throws IOException {
        Files.writeString(
                folder.resolve("beta.yaml"), SPEC.replace("acme", "beta").replace("csv", "cvs"));
        Files.writeString(folder.resolve("gamma.yaml"), "tenant: gamma\nexports:\n\t- id: downloads\n");
        Files.writeString(
                folder.resolve("delta.yaml"),
                SPEC.replace("acme", "delta")
                        .replace(
                                "format:",
                                "redact: [ { kind: hash, field: user, key: \"${env:NO_SUCH_SECRET}\" } ]\n    format:"));

        Commands.Result result = Commands.run(
                new RunCommand(),
                "--tenants",
                folder.toString(),
                "-Dkafka.bootstrap.servers=127.0.0.1:1",
                "-Dkafka.admin.request.timeout.ms=200",
                "-Dkafka.admin.default.api.timeout.ms=400");

        assertThat(result.err()).startsWith("could not describe topic ").contains("check kafka.bootstrap.servers");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void schedulesThatTheOperatorDoesNotAllowAreWrongUsage() throws IOException {
        Files.writeString(folder.resolve("operator.yaml"), "tenants: { acme: { minimum-interval: P1D } }\n");

        Commands.Result result =
                Commands.run(new RunCommand(), "--tenants", folder.toString(), "-Dkafka.bootstrap.servers=127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the operator allows none below PT24H");
    }

    @Test
    void aConfigurationThatIsNotThereIsWrongUsage() {
        Commands.Result result = Commands.run(new RunCommand(), "--config", folder + "/waybill.yaml");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("no such file or folder: " + folder + "/waybill.yaml\n");
    }

    @Test
    void whatKafkaRefusesIsWrongUsage() {
        Commands.Result result = Commands.run(
                new RunCommand(),
                "--tenants",
                spec.toString(),
                "-Dkafka.bootstrap.servers=127.0.0.1:1",
                "-Dkafka.num.stream.threads=many");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("kafka: Invalid value many for configuration num.stream.threads");
    }

    @Test
    void aClusterThatDoesNotAnswerIsAFailure() {
        Commands.Result result = Commands.run(
                new RunCommand(),
                "--tenants",
                spec.toString(),
                "-Dkafka.bootstrap.servers=127.0.0.1:1",
                "-Dkafka.admin.request.timeout.ms=200",
                "-Dkafka.admin.default.api.timeout.ms=400");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("could not describe topic ").contains("check kafka.bootstrap.servers");
    }
}
