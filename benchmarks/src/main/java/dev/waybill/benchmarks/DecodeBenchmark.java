package dev.waybill.benchmarks;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.wire.EventDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decodes one standard event. */
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    private static final int WIRE_HEADER = 5;

    @Param
    WireForm form = WireForm.AVRO;

    private byte[][] values = {};
    private EventDecoder decoder;
    private Event event;
    private int next;

    /** How an event stands in its record. */
    public enum WireForm {
        AVRO,
        JSON
    }

    @Setup
    public void prepare() throws IOException {
        decoder = DecodedEvents.decoder();
        event = new Event(decoder.eventType());
        values = DecodedEvents.avro();
        for (int i = 0; form == WireForm.JSON && i < values.length; i++) {
            values[i] = json(values[i]);
        }
    }

    @Benchmark
    public boolean decode() {
        next = (next + 1) % DecodedEvents.COUNT;
        if (decoder.decode(values[next], event).isPresent()) {
            throw new IllegalStateException("a standard event cannot be decoded");
        }
        return event.isNull(event.type().occurredAt());
    }

    /** The same event with the times in ISO 8601. */
    private static byte[] json(byte[] avro) throws IOException {
        GenericRecord event = new GenericDatumReader<GenericRecord>(EventSchemas.schema(Source.DOWNLOAD))
                .read(null, DecoderFactory.get().binaryDecoder(avro, WIRE_HEADER, avro.length - WIRE_HEADER, null));
        StringBuilder json = new StringBuilder();
        append(json, event);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder json, GenericRecord record) {
        json.append('{');
        String separator = "";
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                json.append(separator).append('"').append(field.name()).append("\":");
                separator = ",";
                if (value instanceof GenericRecord nested) {
                    append(json, nested);
                } else if (field.name().endsWith("_at") && value instanceof Long micros) {
                    json.append('"')
                            .append(Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                            .append('"');
                } else {
                    json.append(GenericData.get().toString(value instanceof CharSequence ? value.toString() : value));
                }
            }
        }
        json.append('}');
    }
}
