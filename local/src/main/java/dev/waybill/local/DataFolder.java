package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder of one local run, locked for as long as it is open: everything the run must find again after it was
 * stopped or killed. Only its owner may enter it.
 */
final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FolderLock lock;

    private DataFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the folder if it is missing, and locks it.
     *
     * @throws LocalException if it is in use or cannot be written to
     */
    static DataFolder open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        return new DataFolder(root, FolderLock.take(root));
    }

    Path root() {
        return root;
    }

    Path broker() {
        return root.resolve("broker");
    }

    /** One folder per bucket below. */
    Path buckets() {
        return root.resolve("buckets");
    }

    Path streamsState() {
        return root.resolve("streams");
    }

    /** State of replays that the console does. */
    Path replays() {
        return root.resolve("replays");
    }

    Path schemas() {
        return root.resolve("schemas");
    }

    /** The key that signs receipts, and its public half. */
    Path receipts() {
        return root.resolve("receipts");
    }

    /** What a run must know of the exports of earlier ones. */
    Path exports() {
        return root.resolve("exports.json");
    }

    /** The platform's own key, which the sink shows to the token service. */
    Path platformKey() {
        return root.resolve("platform-key.properties");
    }

    /** A read-only key per bucket, in the form of AWS's shared credentials file. */
    Path readerKeys() {
        return root.resolve("reader-keys");
    }

    /** What {@code plan} and {@code apply} take for the platform beside a run, where they are told of no other. */
    Path platform() {
        return root.resolve("platform.yaml");
    }

    /** Who may use the console of a run that serves. */
    Path consoleTokens() {
        return root.resolve("console-tokens.yaml");
    }

    /** There while a run serves: its endpoints. */
    Path running() {
        return root.resolve("local.json");
    }

    /** Replaces the file as a whole, readable by its owner only. */
    static void writeSecret(Path file, String text) {
        try {
            WholeFile.replacePrivate(file, text);
        } catch (IOException e) {
            throw new LocalException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
