package dev.waybill.control.rows;

import java.io.IOException;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Columns of one value a row, which may be null: all that have ids or times are so. */
enum ParquetColumn {
    BINARY(PrimitiveTypeName.BINARY),
    INT64(PrimitiveTypeName.INT64);

    private static final int DEFINED = 1;

    private final PrimitiveTypeName type;

    ParquetColumn(PrimitiveTypeName type) {
        this.type = type;
    }

    /** The column, at its first value. */
    ColumnReaderImpl open(byte[] stored, ColumnChunk chunk) throws IOException {
        if (!chunk.getMeta_data().getType().name().equals(type == PrimitiveTypeName.BINARY ? "BYTE_ARRAY" : name())) {
            throw new IOException("a column of another type");
        }
        String[] path = chunk.getMeta_data().getPath_in_schema().toArray(String[]::new);
        ColumnDescriptor descriptor =
                new ColumnDescriptor(path, Types.optional(type).named(path[0]), 0, DEFINED);
        return open(stored, chunk, descriptor);
    }

    /** A column of any kind, at its first value. */
    static ColumnReaderImpl open(byte[] stored, ColumnChunk chunk, ColumnDescriptor descriptor) throws IOException {
        return new ColumnReaderImpl(
                descriptor,
                new ParquetPages(stored, chunk.getMeta_data()),
                new PrimitiveConverter() {},
                new ParsedVersion("parquet-mr", null, null));
    }

    static boolean isNull(ColumnReader reader) {
        return reader.getCurrentDefinitionLevel() < DEFINED;
    }
}
