package dev.waybill.sink.part;

/** Paths of objects: always below the destination's prefix, whatever a record says. */
public final class ObjectPath {
    /** S3's limit on the length of a key, in bytes of UTF-8; names here are ASCII. */
    private static final int MAX_LENGTH = 1024;

    private ObjectPath() {}

    /**
     * Checks a path relative to a prefix: segments of printable ASCII, none of them empty, {@code .} or {@code ..}, no
     * backslash.
     *
     * @throws RefusedRecordException when it is anything else
     */
    static void requireRelative(String name) throws RefusedRecordException {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new RefusedRecordException("the object name must have 1 to " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                throw new RefusedRecordException(
                        "the object name has a forbidden character at position " + i + "; use printable ASCII");
            }
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new RefusedRecordException(
                        "the object name must be relative, without empty segments, '.' and '..'");
            }
        }
    }

    /** Puts the destination's prefix before a checked name. */
    public static String below(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }
}
