package dev.waybill.control.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Parquet files with the footer and the pages that ours have. Parquet's own reader of files needs Hadoop, so only what is
 * below it is used: the footer's structures and the decoding of columns.
 */
final class ParquetFile {
    private static final int TAIL = 8;
    private static final String ID = "event_id";
    private static final String TIME = "occurred_at";

    private ParquetFile() {}

    static void read(byte[] stored, Tally tally) throws IOException {
        FileMetaData footer = footer(stored);
        long rows = 0;
        for (RowGroup group : footer.getRow_groups()) {
            rows += group.getNum_rows();
            Optional<ColumnChunk> id = column(group, ID);
            Optional<ColumnChunk> time = column(group, TIME);
            if (id.isPresent() && time.isPresent()) {
                read(stored, group.getNum_rows(), id.get(), time.get(), tally);
            } else {
                String reason = reason(group, id.isPresent());
                for (long i = 0; i < group.getNum_rows(); i++) {
                    tally.add(reason);
                }
            }
        }
        if (rows != footer.getNum_rows()) {
            throw new IOException("another number of rows than its groups have");
        }
    }

    private static String reason(RowGroup group, boolean hasId) {
        if (hasId) {
            return Tally.NO_TIME;
        }
        return column(group, "metadata", "uid").isPresent() ? Tally.MILLISECONDS : Tally.NO_ID;
    }

    private static void read(byte[] stored, long rows, ColumnChunk id, ColumnChunk time, Tally tally)
            throws IOException {
        ColumnReaderImpl ids = ParquetColumn.BINARY.open(stored, id);
        ColumnReaderImpl times = ParquetColumn.INT64.open(stored, time);
        if (ids.getTotalValueCount() != rows || times.getTotalValueCount() != rows) {
            throw new IOException("a column has another number of values than there are rows");
        }
        for (long i = 0; i < rows; i++) {
            tally.add(
                    ParquetColumn.isNull(ids) ? null : ids.getBinary().toStringUsingUTF8(),
                    ParquetColumn.isNull(times) ? null : times.getLong());
            ids.consume();
            times.consume();
        }
    }

    private static Optional<ColumnChunk> column(RowGroup group, String... path) {
        return group.getColumns().stream()
                .filter(column -> column.getMeta_data().getPath_in_schema().equals(List.of(path)))
                .findFirst();
    }

    static FileMetaData footer(byte[] stored) throws IOException {
        if (stored.length < TAIL) {
            throw new IOException("too short");
        }
        int length = ByteBuffer.wrap(stored, stored.length - TAIL, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (length < 0 || length > stored.length - TAIL) {
            throw new IOException("no footer");
        }
        return Util.readFileMetaData(new ByteArrayInputStream(stored, stored.length - TAIL - length, length));
    }
}
