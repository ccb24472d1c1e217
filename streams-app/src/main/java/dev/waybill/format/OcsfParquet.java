package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.typed.ParquetPartWriter;
import dev.waybill.format.typed.TypedRow;
import dev.waybill.kind.format.OcsfParquetSpec;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Apache Parquet with the attributes of {@link Ocsf}, as Amazon Security Lake takes it. Objects and lists in which nothing
 * is are null.
 */
public record OcsfParquet(OcsfParquetSpec spec) implements TypedFile {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return row(type).encoder();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new ParquetPartWriter(row(type), type.name(), spec.codec(), partSizeBytes, out);
    }

    private static TypedRow row(EventType type) {
        return TypedRow.sparse(OcsfMapping.columns(type));
    }
}
