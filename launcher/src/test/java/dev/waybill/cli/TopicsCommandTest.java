package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TopicsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void saysThatALoginIsAskedForAndNotConfigured() throws IOException {
        // Given
        Path client = Files.writeString(folder.resolve("c.properties"), "security.protocol=SASL_SSL\n");
        Path spec = Files.writeString(folder.resolve("acme.yaml"), "tenant: acme\nexports: []\n");
        StringWriter err = new StringWriter();

        // When
        int code = new CommandLine(new TopicsCommand())
                .setErr(new PrintWriter(err))
                .execute(
                        "--bootstrap",
                        "127.0.0.1:9",
                        "--tenants",
                        spec.toString(),
                        "--command-config",
                        client.toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains(": sasl.jaas.config is missing, but security.protocol is SASL_SSL; set it to");
    }

    @Test
    void saysWhatADurationLooksLike() {
        Commands.Result result =
                Commands.run(new TopicsCommand(), "--bootstrap", "127.0.0.1:1", "--input-retention", "7 days");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith(
                        "Invalid value for option '--input-retention': \"7 days\" is no duration; write days as in P7D");
    }

    @Test
    void refusesNumbersThatNoClusterCanHave() throws IOException {
        Path spec = Files.writeString(folder.resolve("acme.yaml"), "tenant: acme\nexports: []\n");

        Commands.Result none = Commands.run(new TopicsCommand(), "--bootstrap", "127.0.0.1:1", "--grow", "0");
        Commands.Result more = Commands.run(
                new TopicsCommand(),
                "--bootstrap",
                "127.0.0.1:1",
                "--tenants",
                spec.toString(),
                "--min-insync-replicas",
                "4");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err().strip()).isEqualTo("--grow needs a number of partitions, not 0");
        assertThat(more.exitCode()).isEqualTo(2);
        assertThat(more.err().strip())
                .isEqualTo("the minimum of in-sync replicas (4) must not be above the replication factor (3)");
    }
}
