package dev.waybill.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsAtStartTest {
    @TempDir
    Path folder;

    private final SecretsAtStart secrets = new SecretsAtStart(new SecretReferences(Map.of()));

    @Test
    void aSecretStaysWhatItWasWhileTheProcessRuns() throws IOException {
        // Given
        Path file = folder.resolve("key");
        Files.writeString(file, "the first key\n");
        String reference = "${file:" + file + "}";
        String first = secrets.secret(reference);

        // When
        Files.writeString(file, "another key\n");
        String changed = secrets.secret(reference);
        Files.delete(file);

        // Then
        assertThat(first).isEqualTo("the first key").isEqualTo(changed).isEqualTo(secrets.secret(reference));
        assertThat(secrets.toString()).doesNotContain("the first key");
    }

    @Test
    void aSecretThatIsMissingMayComeLater() throws IOException {
        // Given
        Path file = folder.resolve("key");
        String reference = "${file:" + file + "}";
        assertThatThrownBy(() -> secrets.secret(reference)).isInstanceOf(IllegalArgumentException.class);

        // When
        Files.writeString(file, "a key");

        // Then
        assertThat(secrets.secret(reference)).isEqualTo("a key");
    }
}
