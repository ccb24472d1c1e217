package dev.waybill.control.preview;

import java.util.List;

/**
 * The first file, as it would be.
 *
 * @param object its name below the export's prefix
 * @param bytes as stored
 * @param lines its first lines without its compression, long ones cut; of files that are no text, its first rows as
 *     {@code column=value}
 */
public record PreviewFile(String object, int bytes, List<String> lines) {
    public PreviewFile {
        lines = List.copyOf(lines);
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "PreviewFile[" + object + "]";
    }
}
