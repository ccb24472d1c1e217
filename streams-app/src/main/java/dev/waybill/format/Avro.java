package dev.waybill.format;

import dev.waybill.columns.AvroSchemas;
import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.typed.AvroCodec;
import dev.waybill.format.typed.AvroPartWriter;
import dev.waybill.format.typed.TypedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/**
 * Avro object container files (Avro specification 1.12) with the schema inside. Every leaf may be null; maps and lists
 * are text that holds JSON.
 *
 * @param columns {@code default} and {@code all} are all fields, dotted paths being records; {@code lakefs}, or names
 *     and dotted paths
 */
public record Avro(List<String> columns, AvroCodec codec) implements TypedFile {
    public static final Avro DEFAULT = new Avro(ColumnOption.DEFAULT, AvroCodec.DEFLATE);

    public Avro {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.AVRO;
    }

    @Override
    public String innerCodec() {
        return codec == AvroCodec.NONE ? "" : codec.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return Shape.NESTED.problems(columns, Columns.leaves(type));
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return TypedRow.of(columns, type).encoder();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        Schema schema = AvroSchemas.of(TypedRow.of(columns, type).tree(), type.name(), Column::type);
        return new AvroPartWriter(schema, codec, partSizeBytes, out);
    }
}
