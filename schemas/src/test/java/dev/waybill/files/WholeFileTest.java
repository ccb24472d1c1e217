package dev.waybill.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesWhatIsThereAndLeavesNothingElse() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("a.txt"), "old");

        // When
        WholeFile.replace(file, "new".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void keepsTheOldFileWhenTheNewOneCannotTakeItsPlace() throws IOException {
        // Given
        Path file = Files.createDirectory(folder.resolve("a.txt"));
        Files.writeString(file.resolve("inside"), "old");

        // Then
        assertThatThrownBy(() -> WholeFile.replacePrivate(file, "new")).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("a.txt");
        assertThat(file.resolve("inside")).hasContent("old");
    }

    @Test
    void makesNoFolderForAFile() {
        assertThatThrownBy(() -> WholeFile.replacePrivate(folder.resolve("none/a.txt"), "new"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aPrivateFileIsItsOwnersAlsoWhereTheOldOneWasReadByOthers() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        boolean before = OwnerOnly.FILE.holdsFor(file);

        // When
        WholeFile.replacePrivate(file, "ä");

        // Then
        assertThat(before).isFalse();
        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file)).isEqualTo("ä");
    }

    @Test
    void aPrivateFolderIsItsOwnersAndSoAreThoseMadeAboveIt() throws IOException {
        // Given
        Path open = Files.createDirectory(
                folder.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        // When
        OwnerOnly.createFolders(open.resolve("a/b"));

        // Then
        assertThat(rights(open.resolve("a"))).isEqualTo("rwx------");
        assertThat(rights(open.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(rights(open)).as("a folder that was there keeps its rights").isEqualTo("rwxr-xr-x");
        assertThat(OwnerOnly.FOLDER.holdsFor(open.resolve("a"))).isTrue();
        assertThat(OwnerOnly.FOLDER.holdsFor(open)).isFalse();
    }

    @Test
    void aNewPrivateFileTakesThePlaceOfAReadableOne() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("a.txt"), "old and longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        // When
        try (OutputStream out = OwnerOnly.newFile(file)) {
            out.write("new".getBytes(StandardCharsets.UTF_8));
        }

        // Then
        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("new");
    }

    /** The JDK's file system in a ZIP archive knows no POSIX rights unless asked, as Windows' does not. */
    @Test
    void worksWhereThereAreNoPosixRights() throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            // Given
            assertThat(zip.supportedFileAttributeViews()).doesNotContain("posix");
            Path file = zip.getPath("/a/b/c.txt");

            // When
            OwnerOnly.createFolders(zip.getPath("/a/b"));
            try (OutputStream out = OwnerOnly.newFile(file)) {
                out.write('x');
            }
            OwnerOnly.createFolders(zip.getPath("/a/b"));
            WholeFile.createFolders(zip.getPath("/d"));

            // Then
            assertThat(Files.readString(file)).isEqualTo("x");
            assertThat(OwnerOnly.FILE.holdsFor(file)).isTrue();
        }
    }

    private Stream<String> names() throws IOException {
        return Files.list(folder).map(file -> file.getFileName().toString());
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
