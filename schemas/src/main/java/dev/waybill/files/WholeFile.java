package dev.waybill.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes files as a whole: a reader, or the next start after a power cut, meets the old file or the new one. The new
 * content is written beside the file under a hidden name, forced to disk and renamed.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Makes or replaces the file, with the rights that the process gives new files.
     *
     * @throws IOException if its folder is missing, or it cannot be written
     */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, content, new FileAttribute<?>[0]);
    }

    /**
     * Makes or replaces the file, in UTF-8. Its owner alone may read and write it, from its first byte on, whatever
     * rights the old file had.
     *
     * @throws IOException if its folder is missing, or it cannot be written
     */
    public static void replacePrivate(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8), OwnerOnly.FILE.attributes(file));
    }

    private static void replace(Path file, byte[] content, FileAttribute<?>[] rights) throws IOException {
        Path temporary = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sync(file.toAbsolutePath().getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Makes the folder and those above it that are missing, and forces their names to disk.
     *
     * @throws IOException if one of them cannot be made
     */
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolders(parent);
        }
        Files.createDirectories(folder);
        sync(parent);
    }

    /** Makes names in the folder durable. Only POSIX systems open folders; others do it by themselves. */
    private static void sync(@Nullable Path folder) throws IOException {
        if (folder != null && OwnerOnly.isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
