package dev.waybill.control.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The values of Avro object container files, by the paths of their fields. */
final class AvroCells {
    private AvroCells() {}

    static List<List<Cell>> read(byte[] stored) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        try (DataFileStream<GenericRecord> records =
                new DataFileStream<>(new ByteArrayInputStream(stored), new GenericDatumReader<>())) {
            while (records.hasNext()) {
                List<Cell> row = new ArrayList<>();
                add(records.next(), "", row);
                rows.add(row);
            }
        }
        return rows;
    }

    private static void add(@Nullable Object value, String path, List<Cell> row) {
        if (value instanceof GenericRecord record) {
            for (Schema.Field field : record.getSchema().getFields()) {
                add(record.get(field.pos()), path.isEmpty() ? field.name() : path + "." + field.name(), row);
            }
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(element -> add(element, path, row));
        } else if (value != null) {
            row.add(new Cell(path, value.toString()));
        }
    }
}
