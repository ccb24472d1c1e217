package dev.waybill.format;

import com.github.luben.zstd.ZstdInputStream;
import dev.waybill.contract.FormatName;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Writes parts and unpacks them again. */
final class Parts {
    private static final int LARGE = 16 << 20;

    private Parts() {}

    static byte[] write(OutputFormat format, EventType type, List<Event> events) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RowEncoder encoder = format.rowEncoder(type);
            RowBuffer row = new RowBuffer();
            PartWriter writer = format.open(type, LARGE, out);
            for (Event event : events) {
                row.clear();
                encoder.encode(event, row);
                writer.row(row.array(), 0, row.length());
            }
            writer.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] decompress(Compression compression, byte[] stored) throws IOException {
        InputStream in = new ByteArrayInputStream(stored);
        try (InputStream plain = switch (compression) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in);
            case ZSTD -> new ZstdInputStream(in);
        }) {
            return plain.readAllBytes();
        }
    }

    static boolean isText(OutputFormat format) {
        return format.spec().name() != FormatName.AVRO && !isParquet(format);
    }

    private static boolean isParquet(OutputFormat format) {
        return format.spec().name() == FormatName.PARQUET || format.spec().name() == FormatName.OCSF_PARQUET;
    }

    /** The text of a part of a text format; fails if it is not UTF-8. */
    static String text(OutputFormat format, byte[] stored) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decompress(format.spec().compression(), stored)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many events a reader finds in a part. */
    static long count(OutputFormat format, byte[] stored) {
        if (format.spec().name() == FormatName.AVRO) {
            return AvroParts.read(stored).size();
        }
        if (isParquet(format)) {
            return ParquetParts.read(stored).size();
        }
        String text = text(format, stored);
        long lines = text.chars().filter(c -> c == '\n').count();
        return switch (format.spec().name()) {
            case CSV -> lines - 1;
            case W3C -> lines - 2;
            case JSON_ARRAY -> text.equals("[]\n") ? 0 : lines;
            default -> lines;
        };
    }
}
