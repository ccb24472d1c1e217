package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.redact.SecretLookup;
import dev.waybill.render.Platform;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedTest {
    private static final SecretLookup SECRETS = name -> "the secret of " + name;

    @TempDir
    Path root;

    @Test
    void withoutAPlatformFileNothingIsLaidDown() throws IOException {
        // Given
        new Folder(root).tenant("acme");

        // When
        Wanted wanted = Wanted.all(root.resolve("tenants"), Optional.empty(), SECRETS);

        // Then
        assertThat(wanted.platform()).isEqualTo(Platform.NONE);
        assertThat(wanted.documents()).isEmpty();
        assertThat(wanted.tenants()).containsOnlyKeys("acme");
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        // Given
        new Folder(root).tenant("acme");
        Path platform = root.resolve("platfrom.yaml");

        // Then
        assertThatThrownBy(() -> Wanted.all(root.resolve("tenants"), Optional.of(platform), SECRETS))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(platform.toString());
    }

    @Test
    void specsStandInAFolder() throws IOException {
        // Given
        new Folder(root).tenant("acme");
        Path file = root.resolve("tenants/acme.yaml");
        Path nowhere = root.resolve("tenantz");

        // Then
        assertThatThrownBy(() -> Wanted.all(file, Optional.empty(), SECRETS))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is not the folder of all specs; name the folder; for single tenants say --only"
                        + " TENANT as well");
        assertThatThrownBy(() -> Wanted.only(Set.of("acme"), nowhere, Optional.empty(), SECRETS))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(nowhere.toString());
    }

    @Test
    void aTenantWithoutAFileIsToHaveNoExports() throws IOException {
        // Given
        new Folder(root).tenant("acme").tenant("beta");
        Files.delete(root.resolve("tenants/acme.yaml"));

        // When
        Wanted wanted = Wanted.only(Set.of("acme"), root.resolve("tenants"), Optional.empty(), SECRETS);

        // Then
        assertThat(wanted.tenants()).containsOnlyKeys("acme");
        assertThat(wanted.tenants().get("acme")).isEmpty();
    }
}
