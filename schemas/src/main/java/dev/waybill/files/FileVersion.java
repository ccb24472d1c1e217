package dev.waybill.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells whether a file has changed without reading it: whoever replaces it makes another one, and whoever writes into it
 * changes its time or its size. Links are followed.
 *
 * @param text equal as long as the file is the same
 */
public record FileVersion(String text) {
    /** Of no file. */
    public static final FileVersion NONE = new FileVersion("");

    /** @throws IOException if there is no such file */
    public static FileVersion of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileVersion(attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size());
    }
}
