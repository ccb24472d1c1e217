package dev.waybill.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.spec.destination.FileDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileUploaderTest {
    private static final ExportId ACME = new ExportId("acme", "downloads");

    @TempDir
    Path root;

    @Test
    void writesTheFileAndLeavesNothingElse() throws Exception {
        // When
        uploader().upload(object("2026/03/a.csv", "one"), destination());

        // Then
        assertThat(files()).containsExactly("acme/logs/2026/03/a.csv");
        assertThat(root.resolve("acme/logs/2026/03/a.csv")).hasContent("one");
    }

    @Test
    void leavesAnEqualFileAlone() throws Exception {
        // Given
        uploader().upload(object("a.csv", "one"), destination());
        Path file = root.resolve("acme/logs/a.csv");
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, before);

        // When
        uploader().upload(object("a.csv", "one"), destination());

        // Then
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    }

    @Test
    void replacesAFileThatWasCutOff() throws Exception {
        // Given
        Files.createDirectories(root.resolve("acme/logs"));
        Files.writeString(root.resolve("acme/logs/a.csv"), "on");

        // When
        uploader().upload(object("a.csv", "one"), destination());

        // Then
        assertThat(root.resolve("acme/logs/a.csv")).hasContent("one");
    }

    @Test
    void writesAReceiptOnceAndNeverAnotherOfItsName() throws Exception {
        // Given
        uploader().upload(receipt("first"), destination());
        Path file = root.resolve("acme/logs/_receipts/downloads/a.json");
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, before);

        // When
        uploader().upload(receipt("first"), destination());
        uploader().upload(receipt("another"), destination());

        // Then
        assertThat(file).hasContent("first");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(files()).containsExactly("acme/logs/_receipts/downloads/a.json");
    }

    private static ExportObject receipt(String content) {
        byte[] bytes = Records.bytes(content);
        return new ExportObject(
                ACME, PartKind.RECEIPT, "_receipts/downloads/a.json", "application/json", Records.sha256(bytes), bytes);
    }

    @Test
    void refusesDirectoriesOutsideItsRoot() {
        FileDestination outside = new FileDestination(root.resolve("..").resolve("elsewhere"), "");
        assertThatThrownBy(() -> uploader().upload(object("a.csv", "one"), outside))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("the directory is not below file.root, so it is not written to");
        assertThatThrownBy(() -> new FileUploader(Optional.empty()).upload(object("a.csv", "one"), destination()))
                .isInstanceOf(DeliveryException.class);
    }

    @Test
    void saysThatTheDiskIsTheProblem() throws Exception {
        // Given
        Files.writeString(root.resolve("acme"), "a file where the directory should be");

        // Then
        assertThatThrownBy(() -> uploader().upload(object("a.csv", "one"), destination()))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DISK));
    }

    @Test
    void replacesAFileOfTheSameLengthWithOtherBytes() throws Exception {
        // Given
        Files.createDirectories(root.resolve("acme/logs"));
        Files.writeString(root.resolve("acme/logs/a.csv"), "two");

        // When
        uploader().upload(object("a.csv", "one"), destination());

        // Then
        assertThat(root.resolve("acme/logs/a.csv")).hasContent("one");
    }

    /** A link may lead anywhere; what it leads to is neither trusted nor written to. */
    @Test
    void replacesALinkAndLeavesItsTargetAlone() throws Exception {
        // Given
        Path elsewhere = Files.writeString(root.resolve("elsewhere.csv"), "one");
        Files.createDirectories(root.resolve("acme/logs"));
        Path link = Files.createSymbolicLink(root.resolve("acme/logs/a.csv"), elsewhere);

        // When
        uploader().upload(object("a.csv", "one"), destination());

        // Then
        assertThat(link).isRegularFile().hasContent("one");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(elsewhere).hasContent("one");
    }

    private FileUploader uploader() {
        return new FileUploader(Optional.of(root));
    }

    private FileDestination destination() {
        return new FileDestination(root.resolve("acme"), "logs");
    }

    private static ExportObject object(String object, String content) {
        byte[] bytes = Records.bytes(content);
        return new ExportObject(ACME, PartKind.PART, object, "text/csv", Records.sha256(bytes), bytes);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
