package dev.waybill.local.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** What both kinds of events need to be built as Avro records. */
final class Records {
    private Records() {}

    /** A record, with all fields null, for a field of type {@code ["null", record]}. */
    static GenericRecord part(Schema schema, String field) {
        for (Schema branch : schema.getField(field).schema().getTypes()) {
            if (branch.getType() == Schema.Type.RECORD) {
                return new GenericData.Record(branch);
            }
        }
        throw new IllegalArgumentException(field + " of " + schema.getName() + " is no record");
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
