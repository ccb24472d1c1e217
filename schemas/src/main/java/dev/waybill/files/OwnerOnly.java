package dev.waybill.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What holds external ids, keys or what somebody may want hidden: only the owner of the process reads and enters it. The
 * rights are given when it is made, not afterwards. File systems without POSIX rights (Windows) decide by the folder.
 */
public enum OwnerOnly {
    FILE("rw-------"),
    FOLDER("rwx------");

    private final Set<PosixFilePermission> rights;

    OwnerOnly(String rights) {
        this.rights = Set.copyOf(PosixFilePermissions.fromString(rights));
    }

    /**
     * Makes the folder and those above it that are missing. A folder that exists keeps its rights: it is not ours.
     *
     * @throws IOException if one of them cannot be made
     */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, FOLDER.attributes(folder));
    }

    /**
     * A new file to write to; an old one of the name goes first.
     *
     * @throws IOException if it cannot be made, or there is a folder that is not empty under the name
     */
    public static OutputStream newFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Channels.newOutputStream(Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE.attributes(file)));
    }

    /**
     * Goes on at the end of a file that {@link #newFile} made.
     *
     * @throws IOException if there is none, or it cannot be written
     */
    public static OutputStream append(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.APPEND);
    }

    /**
     * Whether nobody but its owner has a right to the file or folder; true where the file system cannot tell.
     *
     * @throws IOException if there is no such file
     */
    public boolean holdsFor(Path path) throws IOException {
        return !isPosix(path) || rights.containsAll(Files.getPosixFilePermissions(path));
    }

    FileAttribute<?>[] attributes(Path path) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
