package dev.waybill.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.redact.SecretLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTest {
    @TempDir
    Path folder;

    private final SecretReferences secrets =
            new SecretReferences(Map.of("ACME_KEY", "hunter2", "EMPTY", "", "BLANK", " \t"));

    @Test
    void readsVariablesAsTheyAre() {
        assertThat(secrets.secret("${env:ACME_KEY}")).isEqualTo("hunter2");
    }

    /** Editors end a file with a line end. */
    @Test
    void readsFilesWithoutTheirLastLineEnd() throws IOException {
        // Given
        Path unix = Files.writeString(folder.resolve("unix"), "a\nb\n\n");
        Path windows = Files.writeString(folder.resolve("windows"), "key\r\n");
        Path bare = Files.writeString(folder.resolve("bare"), " key ");

        // When, Then
        assertThat(secrets.secret("${file:" + unix + "}")).isEqualTo("a\nb\n");
        assertThat(secrets.secret("${file:" + windows + "}")).isEqualTo("key");
        assertThat(secrets.secret("${file:" + bare + "}")).isEqualTo(" key ");
    }

    @Test
    void saysWhichVariableOrFileIsMissing() {
        // Given
        Path missing = folder.resolve("missing");

        // When, Then
        assertThatThrownBy(() -> secrets.secret("${env:OTHER}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the environment variable OTHER is not set; set it");
        assertThatThrownBy(() -> secrets.secret("${file:" + missing + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the file " + missing + " cannot be read as text; create it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY", "BLANK"})
    void aSecretThatSaysNothingIsNone(String variable) {
        assertThatThrownBy(() -> secrets.secret("${env:" + variable + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the secret ${env:" + variable + "} is empty");
    }

    /** It may be the secret itself. */
    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "", "env:ACME_KEY", "${ACME_KEY}"})
    void refusesWhatIsNoReferenceWithoutShowingIt(String text) {
        for (SecretLookup lookup : new SecretLookup[] {secrets, new PlaceholderSecrets()}) {
            assertThatThrownBy(() -> lookup.secret(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("must refer to a secret, not hold it; write \"${env:NAME}\" or \"${file:/path}\"");
        }
    }

    @Test
    void aRelativePathIsNoReference() {
        for (SecretLookup lookup : new SecretLookup[] {secrets, new PlaceholderSecrets()}) {
            assertThatThrownBy(() -> lookup.secret("${file:acme.key}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("must name its file by an absolute path; write the whole path: \"${file:/path}\"");
        }
    }

    @Test
    void aPlaceholderStandsInForSecretsThatAreNotThereAndIsLongEnoughForAKey() {
        assertThat(new PlaceholderSecrets().secret("${env:OTHER}")).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    void showsNoSecret() {
        assertThat(secrets.toString()).doesNotContain("hunter2").doesNotContain("ACME_KEY");
    }
}
