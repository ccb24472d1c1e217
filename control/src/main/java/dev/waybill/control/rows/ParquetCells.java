package dev.waybill.control.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The values of all columns of Parquet files, by their paths; levels that only make lists are left out of them. */
final class ParquetCells {
    private final byte[] stored;
    private final List<SchemaElement> schema;
    private final Map<List<String>, ColumnDescriptor> columns = new HashMap<>();

    private ParquetCells(byte[] stored, List<SchemaElement> schema) {
        this.stored = stored;
        this.schema = schema;
    }

    static List<List<Cell>> read(byte[] stored) throws IOException {
        FileMetaData footer = ParquetFile.footer(stored);
        ParquetCells cells = new ParquetCells(stored, footer.getSchema());
        cells.describe(0, List.of(), 0, 0);
        List<List<Cell>> rows = new ArrayList<>();
        for (RowGroup group : footer.getRow_groups()) {
            cells.read(group, rows);
        }
        return rows;
    }

    /** Takes up the element at an index and all below it. @return the index behind them */
    private int describe(int index, List<String> above, int repetitions, int definitions) throws IOException {
        SchemaElement element = schema.get(index);
        boolean isRoot = index == 0;
        FieldRepetitionType kind = isRoot ? FieldRepetitionType.REQUIRED : element.getRepetition_type();
        int repeated = repetitions + (kind == FieldRepetitionType.REPEATED ? 1 : 0);
        int defined = definitions + (kind == FieldRepetitionType.REQUIRED ? 0 : 1);
        List<String> path = new ArrayList<>(above);
        if (!isRoot) {
            path.add(element.getName());
        }
        if (!element.isSetNum_children() || element.getNum_children() == 0) {
            columns.put(path, descriptor(element, path, repeated, defined));
            return index + 1;
        }
        int next = index + 1;
        for (int i = 0; i < element.getNum_children(); i++) {
            next = describe(next, path, repeated, defined);
        }
        return next;
    }

    private static ColumnDescriptor descriptor(
            SchemaElement element, List<String> path, int repetitions, int definitions) throws IOException {
        PrimitiveTypeName type =
                switch (element.getType()) {
                    case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
                    case INT32 -> PrimitiveTypeName.INT32;
                    case INT64 -> PrimitiveTypeName.INT64;
                    case DOUBLE -> PrimitiveTypeName.DOUBLE;
                    case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
                    default -> throw new IOException("a column of a type that no export has");
                };
        return new ColumnDescriptor(
                path.toArray(String[]::new),
                Types.optional(type).named(element.getName()),
                repetitions,
                definitions);
    }

    private void read(RowGroup group, List<List<Cell>> rows) throws IOException {
        int first = rows.size();
        for (long i = 0; i < group.getNum_rows(); i++) {
            rows.add(new ArrayList<>());
        }
        for (ColumnChunk chunk : group.getColumns()) {
            List<String> path = chunk.getMeta_data().getPath_in_schema();
            ColumnDescriptor column = columns.get(path);
            if (column == null) {
                throw new IOException("a column that the schema does not have");
            }
            ColumnReaderImpl reader = ParquetColumn.open(stored, chunk, column);
            String place = place(path);
            int row = first - 1;
            for (long i = 0; i < reader.getTotalValueCount(); i++) {
                row += reader.getCurrentRepetitionLevel() == 0 ? 1 : 0;
                if (reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
                    rows.get(row).add(new Cell(place, text(reader, column)));
                }
                reader.consume();
            }
        }
    }

    private static String text(ColumnReaderImpl reader, ColumnDescriptor column) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> reader.getBinary().toStringUsingUTF8();
            case INT32 -> Integer.toString(reader.getInteger());
            case INT64 -> Long.toString(reader.getLong());
            case DOUBLE -> Double.toString(reader.getDouble());
            default -> Boolean.toString(reader.getBoolean());
        };
    }

    private static String place(List<String> path) {
        return path.stream()
                .filter(name -> !name.equals("list") && !name.equals("element"))
                .collect(Collectors.joining("."));
    }
}
