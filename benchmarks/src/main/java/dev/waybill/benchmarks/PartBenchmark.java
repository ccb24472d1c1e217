package dev.waybill.benchmarks;

import dev.waybill.event.Event;
import dev.waybill.format.Csv;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.CsvSpec;
import dev.waybill.wire.EventDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is done to the bytes of a part after its rows are encoded: one pass over the CSV rows of standard events, per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartBenchmark {
    private static final int ROWS = 2_000;
    private static final long SEED = 20260304;
    private static final long FIRST_MICROS = 1_772_600_000_000_000L;
    private static final int GZIP_LEVEL = 4;

    private final byte[] compressed = new byte[64 * 1024];
    private byte[] rows = {};

    /** The rows of one tenant. */
    @Setup
    public void prepare() {
        EventDecoder decoder = DecodedEvents.decoder();
        StandardEvents source = new StandardEvents(SEED, 1);
        RowEncoder encoder = new Csv(CsvSpec.DEFAULT).rowEncoder(decoder.eventType());
        Event event = new Event(decoder.eventType());
        RowBuffer row = new RowBuffer();
        for (int i = 0; i < ROWS; i++) {
            if (decoder.decode(source.event(source.tenant(), FIRST_MICROS + i * 1000L), event)
                    .isPresent()) {
                throw new IllegalStateException("a standard event cannot be decoded");
            }
            encoder.encode(event, row);
        }
        rows = Arrays.copyOf(row.array(), row.length());
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public byte[] sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(rows);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long deflate() {
        Deflater deflater = new Deflater(GZIP_LEVEL, true);
        try {
            deflater.setInput(rows);
            deflater.finish();
            while (!deflater.finished()) {
                deflater.deflate(compressed);
            }
            return deflater.getBytesWritten();
        } finally {
            deflater.end();
        }
    }
}
