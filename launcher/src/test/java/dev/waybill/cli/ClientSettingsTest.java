package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.app.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheFileAndTheBrokers() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("c.properties"), "client.id=me\nbootstrap.servers=other:1\n");

        // When, Then
        assertThat(ClientSettings.read("broker:9092", file))
                .containsEntry("client.id", "me")
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void saysThatALoginIsAskedForAndNotConfigured() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("c.properties"), "security.protocol=SASL_SSL\n");

        // When
        Commands.Result result = Commands.run(
                new QuarantineShowCommand(), "--bootstrap", "127.0.0.1:9", "--command-config", file.toString());

        // Then
        assertThatThrownBy(() -> ClientSettings.read("broker:9092", file)).isInstanceOf(UsageException.class);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("sasl.jaas.config is missing, but security.protocol is SASL_SSL; set it to");
    }
}
