package dev.waybill.spec.yaml;

/**
 * Where something stands in a document.
 *
 * @param file the file's name as the user gave it; empty for text that came from no file
 * @param path dotted, {@code exports[0].redact[1].kind}; empty for the document itself
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 */
public record Place(String file, String path, int line, int column) {
    /** A place of which only file and path are known. */
    public static Place of(String file, String path) {
        return new Place(file, path, 0, 0);
    }

    /** The file as a whole. */
    public static Place ofFile(String file) {
        return new Place(file, "", 0, 0);
    }

    /** The value of {@code key} below this place, with this place's line. */
    public Place key(String key) {
        return new Place(file, path.isEmpty() ? key : path + "." + key, line, column);
    }

    /** The list element at {@code index} below this place, with this place's line. */
    public Place index(int index) {
        return new Place(file, path + "[" + index + "]", line, column);
    }

    /** {@code acme.yaml:12:5}, without what is unknown. */
    public String position() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
