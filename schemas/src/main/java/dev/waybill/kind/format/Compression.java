package dev.waybill.kind.format;

/** How the bytes of a whole part are compressed. The YAML name is the lower-case constant. */
public enum Compression {
    NONE("", ""),
    /** Level 4, without time stamp or file name, so that equal content gives equal bytes. */
    GZIP(".gz", "application/gzip"),
    /** Level 3 with a content checksum. */
    ZSTD(".zst", "application/zstd");

    private final String extension;
    private final String contentType;

    Compression(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    /** The name's ending for a format that ends in {@code plain} when it is not compressed. */
    public String extension(String plain) {
        return plain + extension;
    }

    /** The content type for a format whose own is {@code plain}. */
    public String contentType(String plain) {
        return this == NONE ? plain : contentType;
    }
}
