package dev.waybill.control.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro object container files. Only the fields that the sum is of are decoded; the others are skipped. */
final class AvroFile {
    private static final String ID = "event_id";
    private static final String TIME = "occurred_at";

    private AvroFile() {}

    static void read(byte[] stored, Tally tally) throws IOException {
        GenericDatumReader<GenericRecord> datums = new GenericDatumReader<>();
        try (DataFileStream<GenericRecord> records = new DataFileStream<>(new ByteArrayInputStream(stored), datums)) {
            datums.setExpected(projected(records.getSchema()));
            boolean hasId = records.getSchema().getField(ID) != null;
            boolean hasTime = records.getSchema().getField(TIME) != null;
            GenericRecord record = null;
            while (records.hasNext()) {
                record = records.next(record);
                tally.add(
                        hasId ? text(record.get(ID)) : null,
                        hasTime && record.get(TIME) instanceof Long micros ? micros : null);
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Schema projected(Schema schema) {
        List<Schema.Field> fields = Stream.of(ID, TIME)
                .map(schema::getField)
                .filter(field -> field != null)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
    }
}
