package dev.waybill.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderedFolderTest {
    @TempDir
    Path temporary;

    @Test
    void writesOnceAndThenHasNothingToChange() throws IOException {
        RenderedFolder folder = new RenderedFolder(temporary.resolve("out"));
        TreeMap<String, String> files = new TreeMap<>(Map.of("a.json", "{}\n", "iam/acme/b.json", "[]\n"));

        folder.write(files);

        assertThat(temporary.resolve("out/iam/acme/b.json")).hasContent("[]");
        assertThat(folder.changes(files)).isEmpty();
    }

    @Test
    void takesAwayWhatItOnceRenderedAndNothingElse() throws IOException {
        RenderedFolder folder = new RenderedFolder(temporary);
        folder.write(new TreeMap<>(Map.of("old.json", "{}\n")));
        Files.writeString(temporary.resolve("notes.json"), "mine");

        folder.write(new TreeMap<>(Map.of("new.json", "{}\n")));

        assertThat(temporary.resolve("old.json")).doesNotExist();
        assertThat(temporary.resolve("new.json")).exists();
        assertThat(temporary.resolve("notes.json")).hasContent("mine");
    }

    @Test
    void neverTouchesFilesOutsideTheFolder() throws IOException {
        Path out = Files.createDirectory(temporary.resolve("out"));
        Files.writeString(temporary.resolve("victim"), "mine");
        Files.writeString(out.resolve(".rendered"), "../victim\n");

        new RenderedFolder(out).write(new TreeMap<>());

        assertThat(temporary.resolve("victim")).hasContent("mine");
    }

    @Test
    void showsTheLinesThatDiffer() {
        FileChange change = new FileChange("{\n  a\n  b\n}\n", "{\n  a\n  c\n  d\n}\n");

        assertThat(change.kind()).isEqualTo("changed");
        assertThat(change.lines()).containsExactly("-   b", "+   c", "+   d");
        assertThat(new FileChange("", "{}\n").kind()).isEqualTo("new");
        assertThat(new FileChange("{}\n", "").lines()).containsExactly("- {}");
    }
}
