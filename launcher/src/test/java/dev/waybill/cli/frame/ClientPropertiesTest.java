package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Commands;
import dev.waybill.cli.TopicsCommand;
import dev.waybill.cli.quarantine.QuarantineShowCommand;
import dev.waybill.clients.RealClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheFileAndTheBrokers() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("c.properties"), "client.id=me\nbootstrap.servers=other:1\n");

        // When, Then
        assertThat(ClientProperties.read(file, "broker:9092", folder))
                .containsEntry("client.id", "me")
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void takesTheFilesBrokersWhereTheCommandNamesNoneAndElseTheLocalOne() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("c.properties"), "bootstrap.servers=other:1\n");
        Files.writeString(folder.resolve("local.json"), "{\"bootstrap\":\"local:1\"}");

        // When, Then
        assertThat(ClientProperties.read(file, null, folder)).containsEntry("bootstrap.servers", "other:1");
        assertThat(ClientProperties.read(null, null, folder)).containsEntry("bootstrap.servers", "local:1");
    }

    /** One for all commands that talk to a cluster. */
    @Test
    void saysWhatIsWrongWithTheOptions() throws IOException {
        Path file = Files.writeString(folder.resolve("c.properties"), "client.id=\\u12\n");

        Commands.Result noPort =
                Commands.run(new TopicsCommand(new RealClients()), "--grow", "4", "--bootstrap", "broker");
        Commands.Result noFile = Commands.run(
                new QuarantineShowCommand(new RealClients()),
                "--bootstrap",
                "broker:9092",
                "--command-config",
                folder + "/none");
        Commands.Result noProperties = Commands.run(
                new QuarantineShowCommand(new RealClients()),
                "--bootstrap",
                "broker:9092",
                "--command-config",
                file.toString());

        assertThat(noPort.err()).startsWith("--bootstrap must be HOST:PORT");
        assertThat(noFile.err()).startsWith("no such file or folder: " + folder + "/none");
        assertThat(noProperties.err()).startsWith(file + " cannot be read as properties");
        assertThat(List.of(noPort.exitCode(), noFile.exitCode(), noProperties.exitCode()))
                .containsOnly(2);
    }

    @Test
    void saysThatALoginIsAskedForAndNotConfigured() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("c.properties"), "security.protocol=SASL_SSL\n");

        // When
        Commands.Result result = Commands.run(
                new QuarantineShowCommand(new RealClients()),
                "--bootstrap",
                "127.0.0.1:9",
                "--command-config",
                file.toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith(file + ": sasl.jaas.config is missing, but security.protocol is SASL_SSL; set it to");
    }
}
