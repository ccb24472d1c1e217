package dev.waybill.local.sample;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The wire form of events: a zero byte, the schema's id in the registry, Avro's binary encoding. */
final class EventBytes {
    private final int schemaId;
    private final GenericDatumWriter<GenericRecord> writer;

    /** @param schemaId of {@link EventSchemas#schema} of this source */
    EventBytes(Source source, int schemaId) {
        Schema schema = EventSchemas.schema(source);
        this.schemaId = schemaId;
        this.writer = new GenericDatumWriter<>(schema);
    }

    byte[] of(GenericRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(0);
            out.writeInt(schemaId);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writer.write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array does not fail", e);
        }
        return bytes.toByteArray();
    }
}
