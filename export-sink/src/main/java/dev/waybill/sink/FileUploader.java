package dev.waybill.sink;

import dev.waybill.spec.FileDestination;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Writes objects as files: a reader sees the whole file or none, also after a power cut. */
final class FileUploader {
    private final Optional<Path> root;

    /** @param root absolute and normalised; only directories below it are written to, none when empty */
    FileUploader(Optional<Path> root) {
        this.root = root;
    }

    void upload(Part part, FileDestination destination) throws DeliveryException {
        Path base = destination.directory().normalize();
        if (root.isEmpty() || !base.startsWith(root.get())) {
            throw new DeliveryException(
                    FailureKind.CONFIGURATION, "the directory is not below file.root, so it is not written to");
        }
        Path file = base.resolve(ObjectName.below(destination.prefix(), part.object()))
                .normalize();
        if (!file.startsWith(base) || file.equals(base)) {
            throw new DeliveryException(FailureKind.CONFIGURATION, "the prefix leads out of the directory");
        }
        try {
            if (!holds(file, part.content())) {
                Path directory = Objects.requireNonNull(file.getParent(), "a file below a directory has a parent");
                createDirectories(directory);
                write(directory, file, part.content());
            }
        } catch (IOException e) {
            throw new DeliveryException(FailureKind.DISK, e.getClass().getSimpleName(), e);
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static void write(Path directory, Path file, byte[] content) throws IOException {
        Path temporary = directory.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Creates what is missing and makes each new entry durable in its parent. */
    private static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        Files.createDirectories(directory);
        if (parent != null) {
            sync(parent);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
