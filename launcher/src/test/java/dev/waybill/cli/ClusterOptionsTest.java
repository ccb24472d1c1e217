package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.clients.RealClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterOptionsTest {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: log
                source: download
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /tmp/buckets }
            """;

    @TempDir
    private Path folder;

    private String impatient = "";
    private String tenants = "";

    @BeforeEach
    void write() throws IOException {
        impatient = Files.writeString(
                        folder.resolve("c.properties"), "default.api.timeout.ms=900\nrequest.timeout.ms=300\n")
                .toString();
        tenants = Files.writeString(folder.resolve("acme.yaml"), SPEC).toString();
    }

    @Test
    void topicsNamesTheBrokersThatDoNotAnswer() {
        assertNamesBrokers(
                Commands.run(
                        new TopicsCommand(new RealClients()),
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--command-config",
                        impatient,
                        "--tenants",
                        tenants),
                "could not describe topic ");
    }

    @Test
    void retryNamesTheBrokersThatDoNotAnswer() {
        assertNamesBrokers(
                Commands.run(
                        new RetryCommand(new RealClients()),
                        "acme/log",
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--command-config",
                        impatient,
                        "--tenants",
                        tenants),
                "could not describe topic ");
    }

    @Test
    void quarantineShowNamesTheBrokersThatDoNotAnswer() {
        assertNamesBrokers(
                Commands.run(
                        new QuarantineShowCommand(new RealClients()),
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--command-config",
                        impatient),
                "could not read waybill.quarantine: ");
    }

    private static void assertNamesBrokers(Commands.Result result, String tried) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("no broker answers at 127.0.0.1:1: " + tried)
                .contains("; check --bootstrap, that the brokers run and can be reached from here");
    }
}
