package dev.waybill.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Columns;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.typed.ParquetCodec;
import dev.waybill.format.typed.ParquetPartWriter;
import dev.waybill.format.typed.TypedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Apache Parquet, one row group per part, with dictionaries and statistics. Every leaf may be null; maps and lists are
 * text that holds JSON.
 *
 * @param columns {@code default} and {@code all} are all fields, dotted paths being groups; {@code lakefs} are lakeFS's
 *     ten audit columns; or names and dotted paths
 */
public record Parquet(List<String> columns, ParquetCodec codec) implements TypedFile {
    public static final Parquet DEFAULT = new Parquet(ColumnOption.DEFAULT, ParquetCodec.SNAPPY);

    public Parquet {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.PARQUET;
    }

    @Override
    public String innerCodec() {
        return codec.innerName();
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
        return new ParquetPartWriter(TypedRow.of(columns, type), type.name(), codec, partSizeBytes, out);
    }
}
