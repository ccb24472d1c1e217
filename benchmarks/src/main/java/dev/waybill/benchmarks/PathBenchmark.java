package dev.waybill.benchmarks;

import dev.waybill.event.Event;
import dev.waybill.export.RowMaker;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.wire.EventDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Makes a CSV row of the value of a record, as the end-to-end run does: decoded, copied, redacted, formatted. With
 * {@code -prof gc} it says what an event allocates.
 */
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PathBenchmark {
    private byte[][] values = {};
    private EventDecoder decoder;
    private RowMaker rows;
    private Event event;
    private Event redacted;
    private final RowBuffer row = new RowBuffer();
    private int next;

    @Setup
    public void prepare() {
        decoder = DecodedEvents.decoder();
        values = DecodedEvents.avro();
        event = new Event(decoder.eventType());
        redacted = new Event(decoder.eventType());
        rows = MeasuredProcess.binder()
                .bind(
                        "5b89a8131b01",
                        MeasuredProcess.exports(1, Variant.PLAIN, "* * * * *").get(0))
                .rows();
    }

    @Benchmark
    public int row() {
        next = (next + 1) % values.length;
        if (decoder.decode(values[next], event).isPresent()) {
            throw new IllegalStateException("a standard event cannot be decoded");
        }
        redacted.copyFrom(event);
        row.clear();
        if (!rows.make(redacted, row)) {
            throw new IllegalStateException("a standard event cannot be redacted");
        }
        return row.length();
    }
}
