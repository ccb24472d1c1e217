package dev.waybill.benchmarks;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.select.Verdict;
import dev.waybill.wire.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes of each event its tenant, the time it happened at, microseconds, and its row; by the code that Waybill has for that. */
@SuppressWarnings("NullAway.Init") // open comes first
final class RowReader implements KafkaRecordDeserializationSchema<Tuple3<String, Long, byte[]>> {
    private static final long serialVersionUID = 1;

    /** How many rows this process has made. Written by the one thread that reads. */
    private static volatile long taken;

    private final Variant variant;
    private transient EventDecoder decoder;
    private transient ExportVersion export;
    private transient Event event;
    private transient RowBuffer row;

    RowReader(Variant variant) {
        this.variant = variant;
    }

    static long taken() {
        return taken;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), MeasuredProcess.schemas());
        export = MeasuredProcess.binder()
                .bind(
                        "5b89a8131b01",
                        MeasuredProcess.exports(1, variant, "*/5 * * * *").get(0));
        event = new Event(decoder.eventType());
        row = new RowBuffer();
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes it
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<String, Long, byte[]>> out) {
        row.clear();
        if (decoder.decode(record.value(), event).isPresent()
                || export.select(event) != Verdict.TAKEN
                || !export.rows().make(event, row)) {
            throw new IllegalStateException("a standard event was refused");
        }
        out.collect(Tuple3.of(
                new String(record.key(), StandardCharsets.UTF_8),
                event.occurredAtMicros(),
                Arrays.copyOf(row.array(), row.length())));
        taken++;
    }

    @Override
    public TypeInformation<Tuple3<String, Long, byte[]>> getProducedType() {
        return Types.TUPLE(Types.STRING, Types.LONG, Types.PRIMITIVE_ARRAY(Types.BYTE));
    }
}
