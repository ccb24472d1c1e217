package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cloud.LocalException;
import dev.waybill.files.OwnerOnly;
import dev.waybill.verify.key.KeySet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalReceiptKeyTest {
    @TempDir
    Path folder;

    @Test
    void isMadeOnceForItsOwnerOnlyAndKept() throws Exception {
        // When
        LocalReceiptKey made = LocalReceiptKey.open(folder.resolve("receipts"));
        LocalReceiptKey again = LocalReceiptKey.open(folder.resolve("receipts"));

        // Then
        assertThat(again.key().id()).isEqualTo(made.key().id());
        assertThat(OwnerOnly.FILE.holdsFor(made.privateFile())).isTrue();
        assertThat(KeySet.parse(Files.readAllBytes(made.publicFile())).byId())
                .containsOnlyKeys(made.key().id());
    }

    @Test
    void hasItsPublicHalfWrittenAnewWhereThatIsAnotherKeys() throws Exception {
        // Given
        LocalReceiptKey made = LocalReceiptKey.open(folder.resolve("receipts"));
        Files.writeString(made.publicFile(), "of another");

        // When
        LocalReceiptKey.open(folder.resolve("receipts"));

        // Then
        assertThat(made.publicFile()).hasContent(made.key().verifyingKey().pem());
    }

    @Test
    void isNotReplacedWhereTheFileIsNoKey() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("receipts"));
        Files.writeString(folder.resolve("receipts/signing.pem"), "hunter2");

        // Then
        assertThatThrownBy(() -> LocalReceiptKey.open(folder.resolve("receipts")))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("signing.pem must hold one block -----BEGIN PRIVATE KEY-----, not 0")
                .hasMessageNotContaining("hunter2");
        assertThat(folder.resolve("receipts/signing.pem")).hasContent("hunter2");
    }
}
