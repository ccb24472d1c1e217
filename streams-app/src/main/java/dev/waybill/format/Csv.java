package dev.waybill.format;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnOption;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldSet;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.line.CsvRow;
import dev.waybill.format.line.Framing;
import dev.waybill.format.line.TextPartWriter;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Value;
import dev.waybill.kind.format.CsvSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) with a header line and {@code \n} line ends. Null is empty.
 */
public record Csv(CsvSpec spec) implements OutputFormat {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        Value[] values = Columns.of(ColumnOption.resolve(spec.columns(), type.leaves()), type).stream()
                .map(Column::value)
                .toArray(Value[]::new);
        return new CsvRow(values, spec.formulaGuard());
    }

    @Override
    public FieldSet fields(EventType type) {
        return Columns.fields(ColumnOption.resolve(spec.columns(), type.leaves()), type);
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        String header = ColumnOption.resolve(spec.columns(), type.leaves()).stream()
                .map(ColumnDefinition::name)
                .collect(Collectors.joining(","));
        return new TextPartWriter(Framing.header(header + "\n"), spec.compression(), partSizeBytes, out);
    }
}
