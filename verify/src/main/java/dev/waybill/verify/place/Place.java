package dev.waybill.verify.place;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a destination's prefix holds, for reading only. Names are relative to the prefix, with {@code /} between segments.
 * Safe for use by many threads.
 */
public interface Place extends AutoCloseable {
    /** Takes one object of a listing after the other. */
    @FunctionalInterface
    interface Visitor {
        void visit(StoredObject object) throws IOException;
    }

    /** What is shown to people, and what tells this place from another. */
    String description();

    /** How many objects are best read at once. */
    int parallelism();

    /** How many destinations it holds; more than one where several are checked together. */
    default int destinations() {
        return 1;
    }

    /**
     * Visits each object whose name begins with {@code beginning}, in whatever order, without holding them all.
     *
     * @throws IOException if the place cannot be listed; its message says what to do
     */
    void list(String beginning, Visitor visitor) throws IOException;

    /**
     * The object's bytes from the first on.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such object
     * @throws java.nio.file.AccessDeniedException if this object may not be read, or stands in an archive
     * @throws IOException if it cannot be read
     */
    InputStream open(String name) throws IOException;

    @Override
    void close();
}
