package dev.waybill.format;

import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldSet;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * How the events of an export become the bytes of its parts. A kind is a record; the YAML name of the kind is the
 * record's name in kebab case, the YAML names of its options are its components' names in kebab case, and its constant
 * {@code DEFAULT} holds the options that a spec leaves out.
 *
 * <p>Equal options, events and order give equal bytes.
 */
public sealed interface OutputFormat permits TextLines, Csv, JsonArray, W3c, TypedFile {
    FormatName name();

    /** Of the whole part; none where the format compresses inside of the file. */
    Compression compression();

    /** How object names end, compression included: {@code .csv.gz}. */
    default String extension() {
        return compression().extension(name().extension());
    }

    /** What compresses the pages or blocks inside the file, {@code snappy}; empty if nothing does. */
    default String innerCodec() {
        return "";
    }

    /** {@code application/gzip} or {@code application/zstd} where the whole part is compressed, else the format's own. */
    default String contentType() {
        return compression().contentType(name().contentType());
    }

    /** What is wrong with the options for events of this type; empty if nothing is. */
    List<OptionProblem> check(EventType type);

    /**
     * Compiles the encoder of this format. The result is confined to one thread.
     *
     * @throws IllegalArgumentException if {@link #check} has problems with {@code type}
     */
    RowEncoder rowEncoder(EventType type);

    /**
     * The fields of an event that the encoder looks at; of the others it would see nothing but null.
     *
     * @throws IllegalArgumentException if {@link #check} has problems with {@code type}
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
