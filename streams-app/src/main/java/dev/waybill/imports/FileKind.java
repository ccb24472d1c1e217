package dev.waybill.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** What a file is, by its first bytes. */
enum FileKind {
    GZIP("1f8b", ""),
    ZSTD("28b52ffd", ""),
    XZ("fd377a585a00", "it is xz; unpack it with xz -dc and pipe it to import -"),
    BZIP2("425a68", "it is bzip2; unpack it with bzip2 -dc and pipe it to import -"),
    LZ4("04224d18", "it is lz4; unpack it with lz4 -dc and pipe it to import -"),
    COMPRESS("1f9d", "it is packed with compress; unpack it with gzip -dc and pipe it to import -"),
    ZIP("504b0304", "it is a zip archive; unpack it first"),
    SEVEN_ZIP("377abcaf271c", "it is a 7z archive; unpack it first"),
    PARQUET("50415231", "it is a Parquet file, not a log of lines"),
    AVRO("4f626a01", "it is an Avro file, not a log of lines"),
    UTF_16_LITTLE("fffe", "it is UTF-16; convert it with iconv -f UTF-16 -t UTF-8"),
    UTF_16_BIG("feff", "it is UTF-16; convert it with iconv -f UTF-16 -t UTF-8"),
    TAR("", "it is a tar archive; unpack it first"),
    BINARY("", "it is binary, not a log of lines"),
    TEXT("", "");

    private static final int LOOKED_AT = 4096;
    private static final byte[] TAR_MAGIC = {'u', 's', 't', 'a', 'r'};
    private static final int TAR_MAGIC_AT = 257;
    /** A log may hold some bytes that are no text, from a client or a crash; in binary files they are everywhere. */
    private static final int TEXT_PER_CONTROL = 10;

    private final byte[] magic;
    private final String refusal;

    FileKind(String magic, String refusal) {
        this.magic = HexFormat.of().parseHex(magic);
        this.refusal = refusal;
    }

    /** Looks at the stream's beginning, without reading on. */
    static FileKind of(BufferedInputStream in) throws IOException {
        in.mark(LOOKED_AT);
        byte[] bytes = in.readNBytes(LOOKED_AT);
        in.reset();
        for (FileKind kind : values()) {
            if (kind.magic.length > 0 && startsWith(bytes, 0, kind.magic)) {
                return kind;
            }
        }
        if (startsWith(bytes, TAR_MAGIC_AT, TAR_MAGIC)) {
            return TAR;
        }
        long controls = 0;
        for (byte b : bytes) {
            controls += b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
        }
        return controls * TEXT_PER_CONTROL > bytes.length ? BINARY : TEXT;
    }

    /** @throws LogException if it is anything else than lines; a gzip file within a gzip file, say */
    void requireText() throws LogException {
        if (this != TEXT) {
            throw new LogException(refusal.isEmpty() ? "it is packed twice; unpack it once" : refusal);
        }
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] magic) {
        return bytes.length >= at + magic.length && Arrays.equals(bytes, at, at + magic.length, magic, 0, magic.length);
    }
}
