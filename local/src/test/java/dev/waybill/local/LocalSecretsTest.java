package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cloud.LocalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {
    @TempDir
    Path folder;

    @Test
    void aVariableThatIsNotSetHasARandomValueThatStays() throws Exception {
        // Given
        LocalSecrets first = secrets(Map.of());

        // When
        String key = first.secret("${env:ACME_KEY}");
        String other = first.secret("${env:GLOBEX_KEY}");

        // Then
        assertThat(key).hasSizeGreaterThanOrEqualTo(24).isNotEqualTo(other);
        assertThat(first.secret("${env:ACME_KEY}")).isEqualTo(key);
        assertThat(secrets(Map.of()).secret("${env:ACME_KEY}"))
                .as("at the next start")
                .isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets/ACME_KEY"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aVariableThatIsSetIsTaken() {
        assertThat(secrets(Map.of("ACME_KEY", "the real one")).secret("${env:ACME_KEY}"))
                .isEqualTo("the real one");
        assertThat(folder.resolve("secrets")).doesNotExist();
    }

    /** A name that leads out of the folder names no variable, and a file is not made up. */
    @Test
    void nothingElseIsMadeUp() {
        LocalSecrets secrets = secrets(Map.of());

        for (String reference : List.of("${env:../ACME}", "${env:ACME", "ACME")) {
            assertThatThrownBy(() -> secrets.secret(reference))
                    .hasMessageStartingWith("must refer to a secret, not hold it");
        }
        assertThatThrownBy(() -> secrets.secret("${file:" + folder.resolve("nowhere") + "}"))
                .hasMessageContaining("nowhere");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("secrets"));

        // Then
        assertThatThrownBy(() -> secrets(Map.of()).secret("${env:ACME_KEY}"))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining(file.toString());
    }

    private LocalSecrets secrets(Map<String, String> environment) {
        return new LocalSecrets(folder.resolve("secrets"), environment);
    }
}
