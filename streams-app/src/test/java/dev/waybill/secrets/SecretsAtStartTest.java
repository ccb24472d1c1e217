package dev.waybill.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.redact.HashKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    /** A file with a new key serves the new version at once; windows of the old one go on under the old key. */
    @Test
    void aKeyIsKeptByItsFingerprintAndReadAgainForAnotherOne() throws IOException {
        // Given
        Path file = folder.resolve("key");
        String reference = "${file:" + file + "}";
        Files.writeString(file, "0123456789abcdef0123456789abcdef\n");
        KeyReference old = meant(reference, "dee1e554bf8c");
        KeyReference next = meant(reference, "25b34de3e595");
        HashKey first = secrets.key(old);

        // When
        Files.writeString(file, "fedcba9876543210fedcba9876543210\n");

        // Then
        assertThat(secrets.key(old)).isSameAs(first);
        assertThat(secrets.key(next).fingerprint()).hasToString("25b34de3e595");
        Files.delete(file);
        assertThat(secrets.key(old)).isSameAs(first);
        assertThat(secrets.key(next).fingerprint()).hasToString("25b34de3e595");
    }

    @Test
    void aKeyOfWhichNoFingerprintIsStatedStaysWhatItWas() throws IOException {
        // Given
        Path file = folder.resolve("key");
        KeyReference any = KeyReference.of("${file:" + file + "}");
        Files.writeString(file, "0123456789abcdef0123456789abcdef\n");
        secrets.key(any);

        // When
        Files.writeString(file, "fedcba9876543210fedcba9876543210\n");

        // Then
        assertThat(secrets.key(any).fingerprint()).hasToString("dee1e554bf8c");
    }

    @Test
    void aKeyThatIsNotTheStatedOneMayBePutRight() throws IOException {
        // Given
        Path file = folder.resolve("key");
        KeyReference meant = meant("${file:" + file + "}", "dee1e554bf8c");
        Files.writeString(file, "fedcba9876543210fedcba9876543210");
        assertThatThrownBy(() -> secrets.key(meant)).isInstanceOf(IllegalArgumentException.class);

        // When
        Files.writeString(file, "0123456789abcdef0123456789abcdef");

        // Then
        assertThat(secrets.key(meant).fingerprint()).hasToString("dee1e554bf8c");
    }

    private static KeyReference meant(String reference, String fingerprint) {
        return new KeyReference(reference, Optional.empty(), Optional.of(new KeyFingerprint(fingerprint)));
    }
}
