package dev.waybill.verify.place;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * A folder of this machine. Links, pipes and whatever else is no plain file are listed, since others may follow them, and are never
 * opened.
 */
public final class FolderPlace implements Place {
    /** What stands in a name for bytes that are no text: nothing can be opened by it. */
    private static final char NO_TEXT = '\ufffd';

    private final Path root;

    /** @throws IOException if there is no such folder */
    public FolderPlace(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        this.root = folder.toRealPath();
    }

    @Override
    public String description() {
        return root.toString();
    }

    @Override
    public int parallelism() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void list(String beginning, Visitor visitor) throws IOException {
        Path start = root.resolve(beginning.substring(0, beginning.lastIndexOf('/') + 1));
        if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.equals(root) ? "" : name(folder) + "/";
                boolean leadsThere = name.startsWith(beginning) || beginning.startsWith(name);
                return leadsThere ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = name(file);
                if (name.startsWith(beginning)) {
                    Instant stored = attributes.lastModifiedTime().toInstant();
                    long size = attributes.isRegularFile() ? attributes.size() : 0;
                    visitor.visit(new StoredObject(name, size, stored.toString(), stored));
                }
                return FileVisitResult.CONTINUE;
            }

            /** A sink that is writing gives each file another name first; what is gone for good is missed by its receipt. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (name.indexOf(NO_TEXT) >= 0) {
            throw new AccessDeniedException(name, null, "its name cannot be read here");
        }
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root)
                || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(name);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new AccessDeniedException(name, null, "it is no plain file");
        }
        return Files.newInputStream(file);
    }

    @Override
    public void close() {}
}
