package dev.waybill.benchmarks;

import dev.waybill.event.Event;
import dev.waybill.select.EventFilter;
import dev.waybill.select.Verdict;
import dev.waybill.spec.SpecReader;
import dev.waybill.wire.EventDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decides about one standard event: nothing to decide, keys of {@code select}, and filter expressions. */
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelectionBenchmark {
    @Param
    Selection selection = Selection.NONE;

    private Event[] events = {};
    private EventFilter filter;
    private int next;

    /** What is selected; 19 of 20 standard events have the status 200, and none has a referer. */
    public enum Selection {
        NONE("{}"),
        STATUS("{ status: [2xx] }"),
        REPOSITORIES("{ repositories: { include: [\"*/tools-1*\"], exclude: [tools-19] } }"),
        SAMPLE("{ sample: 10% }"),
        EXPRESSION_STATUS("{ filter: \"status >= 200 && status < 300\" }"),
        EXPRESSION_MISSING("{ filter: \"referer.startsWith('https://')\" }"),
        EXPRESSION_PATTERN("{ filter: \"uri.matches('^/(npm|maven)/.*[.]gz$')\" }"),
        EXPRESSION_COMPLEX("{ filter: \"status == 200 && method in ['GET', 'HEAD'] && bytes > 1024"
                + " && (location.country_code in ['NZ', 'DE', 'JP'] || user.username.startsWith('build-'))"
                + " && !uri.endsWith('.sha256')\" }"),
        STATUS_THEN_EXPRESSION("{ status: [404], filter: \"uri.matches('^/(npm|maven)/.*[.]gz$')\" }");

        private final String yaml;

        Selection(String yaml) {
            this.yaml = yaml;
        }

        private EventFilter filter(EventDecoder decoder) {
            String spec = "tenant: acme\nexports:\n  - { id: all, source: download, format: { kind: csv }, select: "
                    + yaml + ", destination: { kind: file, directory: /logs } }\n";
            return EventFilter.compile(
                    SpecReader.parse("acme.yaml", spec).exports().get(0).select(), decoder.eventType());
        }
    }

    @Setup
    public void prepare() {
        EventDecoder decoder = DecodedEvents.decoder();
        events = DecodedEvents.decoded(decoder);
        filter = selection.filter(decoder);
    }

    @Benchmark
    public Verdict select() {
        next = (next + 1) % DecodedEvents.COUNT;
        return filter.verdict(events[next]);
    }
}
