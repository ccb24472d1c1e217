package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    private Path folder;

    @Test
    void wrongConfigurationIsWrongUsage() {
        Commands.Result result =
                Commands.run(new RunCommand(), "-Dhttp.prot=8081", "-Dkafka.processing.guarantee=at_least_once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("http.prot", "did you mean", "processing.guarantee", "exactly_once_v2");
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
                "-Dregistry.schema.registry.url=none",
                "-Dreceipts.key=off",
                "-Dkafka.bootstrap.servers=127.0.0.1:1",
                "-Dkafka.num.stream.threads=many");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("kafka: Invalid value many for configuration num.stream.threads");
    }
}
