package dev.waybill.format;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldSet;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.line.CsvRow;
import dev.waybill.format.line.Framing;
import dev.waybill.format.line.TextPartWriter;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) with a header line and {@code \n} line ends. Null is empty.
 *
 * @param columns {@code default}, {@code all}, {@code lakefs}, or names and dotted paths
 * @param formulaGuard puts an apostrophe before text that a spreadsheet would take for a formula
 */
public record Csv(List<String> columns, boolean formulaGuard, Compression compression) implements OutputFormat {
    public static final Csv DEFAULT = new Csv(ColumnOption.DEFAULT, false, Compression.GZIP);

    public Csv {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.CSV;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return ColumnOption.problems(columns, Columns.leaves(type));
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        Value[] values = Columns.of(ColumnOption.resolve(columns, Columns.leaves(type)), type).stream()
                .map(Column::value)
                .toArray(Value[]::new);
        return new CsvRow(values, formulaGuard);
    }

    @Override
    public FieldSet fields(EventType type) {
        return Columns.fields(ColumnOption.resolve(columns, Columns.leaves(type)), type);
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        String header = ColumnOption.resolve(columns, Columns.leaves(type)).stream()
                .map(ColumnDefinition::name)
                .collect(Collectors.joining(","));
        return new TextPartWriter(Framing.header(header + "\n"), compression, partSizeBytes, out);
    }
}
