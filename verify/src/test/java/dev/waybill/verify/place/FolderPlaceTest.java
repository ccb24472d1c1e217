package dev.waybill.verify.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPlaceTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        for (String name :
                List.of("_receipts/downloads/a.json", "b.csv", "replay=r1/_receipts/c.json", "year=2026/d.csv")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name);
        }
        Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("b.csv"));
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("year=2026"));
    }

    private List<String> names(String beginning) throws IOException {
        List<String> names = new ArrayList<>();
        try (Place place = new FolderPlace(folder)) {
            place.list(beginning, object -> {
                assertThat(object.size())
                        .isEqualTo(
                                object.name().startsWith("link")
                                        ? 0
                                        : object.name().length());
                names.add(object.name());
            });
        }
        return names;
    }

    @Test
    void listsByTheBeginningOfTheirNamesAndLinksAsWhatTheyAre() throws IOException {
        assertThat(names(""))
                .containsExactlyInAnyOrder(
                        "_receipts/downloads/a.json",
                        "b.csv",
                        "link.csv",
                        "linked",
                        "replay=r1/_receipts/c.json",
                        "year=2026/d.csv");
        assertThat(names("_receipts/")).containsExactly("_receipts/downloads/a.json");
        assertThat(names("replay=")).containsExactly("replay=r1/_receipts/c.json");
        assertThat(names("year=2026/d")).containsExactly("year=2026/d.csv");
        assertThat(names("nowhere/")).isEmpty();
    }

    @Test
    void opensFilesOfTheFolderAlone() throws IOException {
        Path outside = Files.writeString(folder.resolveSibling("outside-" + folder.getFileName()), "secret");
        try (Place place = new FolderPlace(folder);
                InputStream in = place.open("year=2026/d.csv")) {
            assertThat(in).hasContent("year=2026/d.csv");
            for (String name : List.of("nowhere.csv", "year=2026", "linked/d.csv/x", "../" + outside.getFileName())) {
                assertThatThrownBy(() -> place.open(name)).isInstanceOf(NoSuchFileException.class);
            }
            for (String name : List.of("link.csv", "linked", "what is no text \ufffd")) {
                assertThatThrownBy(() -> place.open(name)).isInstanceOf(AccessDeniedException.class);
            }
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void isAFolder() {
        assertThatThrownBy(() -> new FolderPlace(folder.resolve("b.csv"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> new FolderPlace(folder.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
    }

    /** As temporary files of a sink that delivers meanwhile are. */
    @Test
    void passesOverWhatIsGoneBeforeItIsLookedAt() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            files.add(Files.writeString(gone.resolve("file-" + i), "x"));
        }
        List<String> listed = new ArrayList<>();

        try (FolderPlace place = new FolderPlace(folder)) {
            place.list("gone/", object -> {
                listed.add(object.name());
                for (Path file : files) {
                    if (!object.name().endsWith(file.getFileName().toString())) {
                        Files.deleteIfExists(file);
                    }
                }
            });
        }

        assertThat(listed).hasSize(1);
    }
}
