package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.files.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder to one process. The operating system drops the lock when its holder dies, however it dies; the empty
 * file stays.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE_NAME = ".waybill.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the folder if it is missing, for its owner only, and locks it.
     *
     * @throws LocalException if it is locked already or cannot be written to
     */
    static FolderLock take(Path folder) {
        FileChannel channel;
        try {
            OwnerOnly.createFolders(folder);
            channel = FileChannel.open(folder.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new LocalException(
                    "cannot write to the folder " + folder + " (" + e.getClass().getSimpleName()
                            + "); make it writable or choose another one",
                    e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (IOException | OverlappingFileLockException e) {
            closeQuietly(channel);
            throw inUse(folder, e);
        }
        closeQuietly(channel);
        throw inUse(folder, null);
    }

    private static LocalException inUse(Path folder, @Nullable Throwable cause) {
        return new LocalException(
                "the folder " + folder
                        + " is in use by another running instance; stop that one or choose another folder",
                cause);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written, so nothing can be lost.
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
