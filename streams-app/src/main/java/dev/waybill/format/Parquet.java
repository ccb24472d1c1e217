package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.typed.ParquetPartWriter;
import dev.waybill.format.typed.TypedRow;
import dev.waybill.kind.format.ParquetSpec;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Apache Parquet, one row group per part, with dictionaries and statistics. Every leaf may be null; maps and lists are
 * text that holds JSON.
 */
public record Parquet(ParquetSpec spec) implements TypedFile {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return TypedRow.of(spec.columns(), type).encoder();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new ParquetPartWriter(TypedRow.of(spec.columns(), type), type.name(), spec.codec(), partSizeBytes, out);
    }
}
