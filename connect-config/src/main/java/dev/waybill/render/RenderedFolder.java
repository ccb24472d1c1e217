package dev.waybill.render;

import dev.waybill.files.OwnerOnly;
import dev.waybill.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder that documents are rendered into. It may hold other files, too: a list of what was rendered tells which
 * files are ours to take away when they are rendered no more.
 */
public final class RenderedFolder {
    private static final String LIST = ".rendered";

    private final Path folder;

    public RenderedFolder(Path folder) {
        this.folder = folder;
    }

    /** What would change if the files were written, by path; empty if nothing would. */
    public SortedMap<String, FileChange> changes(SortedMap<String, String> files) {
        SortedMap<String, FileChange> changes = new TreeMap<>();
        for (String path : listed()) {
            if (!files.containsKey(path)) {
                read(path).ifPresent(text -> changes.put(path, new FileChange(text, "")));
            }
        }
        files.forEach((path, text) -> {
            String before = read(path).orElse("");
            if (!before.equals(text)) {
                changes.put(path, new FileChange(before, text));
            }
        });
        return changes;
    }

    /**
     * Makes the folder hold exactly these rendered files; each is replaced as a whole. Trust policies, connectors and
     * destinations hold external ids, so nobody but the owner reads a rendered file, also one that has not changed.
     */
    public void write(SortedMap<String, String> files) throws IOException {
        Map<String, FileChange> changes = changes(files);
        for (Map.Entry<String, FileChange> change : changes.entrySet()) {
            if (change.getValue().removes()) {
                Files.deleteIfExists(folder.resolve(change.getKey()));
            } else {
                replace(change.getKey(), change.getValue().after());
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!OwnerOnly.FILE.holdsFor(folder.resolve(file.getKey()))) {
                replace(file.getKey(), file.getValue());
            }
        }
        replace(LIST, String.join("\n", files.keySet()) + "\n");
    }

    private void replace(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            OwnerOnly.createFolders(parent);
        }
        WholeFile.replacePrivate(file, text);
    }

    private List<String> listed() {
        return read(LIST).map(text -> text.lines().toList()).orElse(List.of());
    }

    private Optional<String> read(String path) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
