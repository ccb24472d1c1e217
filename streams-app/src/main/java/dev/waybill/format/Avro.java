package dev.waybill.format;

import dev.waybill.columns.AvroSchemas;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Column;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.typed.AvroPartWriter;
import dev.waybill.format.typed.TypedRow;
import dev.waybill.kind.format.AvroSpec;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;

/**
 * Avro object container files (Avro specification 1.12) with the schema inside. Every leaf may be null; maps and lists
 * are text that holds JSON.
 */
public record Avro(AvroSpec spec) implements TypedFile {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return TypedRow.of(spec.columns(), type).encoder();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        Schema schema = AvroSchemas.of(TypedRow.of(spec.columns(), type).tree(), type.name(), Column::type);
        return new AvroPartWriter(schema, spec.codec(), partSizeBytes, out);
    }
}
