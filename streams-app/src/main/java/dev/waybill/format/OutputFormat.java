package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.event.FieldSet;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.FormatSpec;
import java.io.IOException;
import java.io.OutputStream;

/**
 * How the events of an export become the bytes of its parts. A kind is a record of what its {@link FormatSpec} asks for.
 *
 * <p>Equal options, events and order give equal bytes.
 */
public sealed interface OutputFormat permits TextLines, Csv, JsonArray, W3c, TypedFile {
    /** What is asked for. */
    FormatSpec spec();

    /** How object names end, compression included: {@code .csv.gz}. */
    default String extension() {
        return spec().extension();
    }

    /** What compresses the pages or blocks inside the file, {@code snappy}; empty if nothing does. */
    default String innerCodec() {
        return spec().innerCodec();
    }

    /** {@code application/gzip} or {@code application/zstd} where the whole part is compressed, else the format's own. */
    default String contentType() {
        return spec().contentType();
    }

    /**
     * Compiles the encoder of this format. The result is confined to one thread.
     *
     * @throws IllegalArgumentException if {@link FormatSpec#problems} has any with {@code type}
     */
    RowEncoder rowEncoder(EventType type);

    /**
     * The fields of an event that the encoder looks at; of the others it would see nothing but null.
     *
     * @throws IllegalArgumentException if {@link FormatSpec#problems} has any with {@code type}
     */
    default FieldSet fields(EventType type) {
        return FieldSet.all(type);
    }

    /**
     * Begins a part. The writer belongs to one thread; it writes to {@code out} and never closes it.
     *
     * @param type what {@link #rowEncoder} was compiled for
     * @param partSizeBytes the part never becomes larger, unless it holds a single row
     */
    PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException;
}
