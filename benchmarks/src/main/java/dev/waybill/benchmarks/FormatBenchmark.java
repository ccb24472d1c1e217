package dev.waybill.benchmarks;

import dev.waybill.event.Event;
import dev.waybill.format.OutputFormat;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.wire.EventDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Encodes one standard event as a row of a format with its default options. Formats whose parts are built of typed
 * columns (Avro, Parquet) encode a row as typed values here; building the part is another step.
 */
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FormatBenchmark {
    /** The simple name of a kind; {@link #prepare} names those there are. */
    @Param({
        "Csv",
        "JsonLines",
        "JsonLinesTimestamp",
        "JsonArray",
        "ApacheCommon",
        "ApacheCombined",
        "ApacheCloudsmith",
        "S3AccessLog",
        "W3c",
        "Avro",
        "Parquet",
        "Cef",
        "Ecs",
        "Ocsf",
        "OcsfParquet"
    })
    String format = "Csv";

    private final RowBuffer row = new RowBuffer();
    private Event[] events = {};
    private RowEncoder encoder;
    private int next;

    @Setup
    public void prepare() {
        EventDecoder decoder = DecodedEvents.decoder();
        events = DecodedEvents.decoded(decoder);
        encoder = byName(format).rowEncoder(decoder.eventType());
    }

    @Benchmark
    public int encode() {
        next = (next + 1) % DecodedEvents.COUNT;
        row.clear();
        encoder.encode(events[next], row);
        return row.length();
    }

    private static OutputFormat byName(String name) {
        List<? extends Class<?>> kinds = records(OutputFormat.class).toList();
        for (Class<?> kind : kinds) {
            if (kind.getSimpleName().equals(name)) {
                try {
                    return (OutputFormat) kind.getField("DEFAULT").get(null);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(name + " has no DEFAULT", e);
                }
            }
        }
        throw new IllegalArgumentException("no format " + name + "; there are "
                + kinds.stream().map(Class::getSimpleName).toList());
    }

    private static Stream<? extends Class<?>> records(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? records(kind) : Stream.of(kind));
    }
}
