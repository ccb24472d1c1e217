package dev.waybill.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsKeysOfTheSameNamesAndForgetsThoseOfOthers() throws IOException {
        Path file = folder.resolve("keys");
        Map<String, AccessKey> first = KeyFile.complete(file, List.of("acme", "globex"));

        Map<String, AccessKey> second = KeyFile.complete(file, List.of("acme", "initech"));

        assertThat(second).containsOnlyKeys("acme", "initech").containsEntry("acme", first.get("acme"));
        assertThat(KeyFile.read(file)).isEqualTo(second);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFileThatIsNotThereHasNoKeys() {
        assertThat(KeyFile.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void saysWhatToDoAboutAFileThatSomebodyCutOffAndShowsNoSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "[acme]\naws_secret_access_key = hush\n");

        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(LocalException.class)
                .hasMessage("cannot read the keys in " + file + "; delete it to get new ones")
                .satisfies(e -> assertThat(e.getCause().getMessage()).doesNotContain("hush"));
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("keys");

        assertThatThrownBy(() -> KeyFile.complete(file, List.of("acme")))
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("cannot write " + file);
    }
}
