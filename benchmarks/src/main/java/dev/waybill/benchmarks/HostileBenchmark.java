package dev.waybill.benchmarks;

import dev.waybill.contract.FieldGroup;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldSet;
import dev.waybill.kind.redaction.DropFieldSpec;
import dev.waybill.kind.redaction.DropGroupSpec;
import dev.waybill.kind.redaction.PartOfName;
import dev.waybill.redact.DropField;
import dev.waybill.redact.DropGroup;
import dev.waybill.redact.Redaction;
import dev.waybill.redact.Redactor;
import dev.waybill.select.EventFilter;
import dev.waybill.spec.SpecReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Selects and redacts one event that somebody made to cost as much as possible. */
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HostileBenchmark {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    @Param
    Hostile hostile = Hostile.FORWARDED_FOR_8K;

    private Event original;
    private Event event;
    private EventFilter filter;
    private Redactor redactor;

    /** What is hostile about the event, with the size of all its texts. */
    public enum Hostile {
        /** A header of 2,001 entries that are addresses; URI, referer and user agent of 8 KiB that look like addresses. */
        FORWARDED_FOR_8K(new DropGroup(new DropGroupSpec(FieldGroup.IP, PartOfName.HIDE)), type -> {
            String entries = join(2001, ",", i -> "::" + Integer.toHexString(i % 256));
            return event(
                    type,
                    "forwarded_for",
                    entries,
                    "uri",
                    "/" + "1.2.3.".repeat(8 * KIB / 6),
                    "referer",
                    "https://h.test/" + "a:b::".repeat(8 * KIB / 5),
                    "user_agent.raw",
                    "1::2 ".repeat(8 * KIB / 5));
        }),
        /** 100,000 values to hide, and the same words in the URI. */
        EXTENSIONS_700K(
                new DropField(new DropFieldSpec("extensions", PartOfName.HIDE)), type -> extensions(type, 350 * KIB)),
        EXTENSIONS_4M(
                new DropField(new DropFieldSpec("extensions", PartOfName.HIDE)), type -> extensions(type, 2 * MIB)),
        /** 320,000 accents without letters. */
        MARKS_640K(
                new DropField(new DropFieldSpec("user.username", PartOfName.HIDE)),
                type -> event(type, "user.username", "José", "uri", "/", "s3.key", "\u0301".repeat(320_000))),
        /** Characters that stand for four others each. */
        LIGATURES_4M(
                new DropField(new DropFieldSpec("user.username", PartOfName.HIDE)),
                type -> event(type, "user.username", "株式会社x", "uri", "/", "s3.key", "㍿".repeat(4 * MIB / 3))),
        /** Every character encoded eight times. */
        ENCODED_4M(
                new DropField(new DropFieldSpec("user.username", PartOfName.HIDE)),
                type -> event(
                        type,
                        "user.username",
                        "bob",
                        "uri",
                        "/",
                        "s3.key",
                        "%252525252525252541".repeat(4 * MIB / 19))),
        /** Half a value that almost stands in the other half. */
        PERIODS_4M(
                new DropField(new DropFieldSpec("s3.key", PartOfName.HIDE)),
                type -> event(type, "s3.key", "a ".repeat(MIB) + "b", "uri", "/", "ref", "a ".repeat(MIB) + "c b"));

        private final Redaction redaction;
        private final Function<EventType, Event> event;

        Hostile(Redaction redaction, Function<EventType, Event> event) {
            this.redaction = redaction;
            this.event = event;
        }

        private static Event extensions(EventType type, int size) {
            IntFunction<String> word = i -> "w" + Integer.toString(i, 36);
            return event(
                    type,
                    "extensions",
                    "[\"" + join(size / 7, "\",\"", word) + "\"]",
                    "uri",
                    "/" + join(size / 6, "/", i -> word.apply(i + size / 14)));
        }

        private static String join(int count, String separator, IntFunction<String> element) {
            return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(separator));
        }

        private static Event event(EventType type, String... pathsAndTexts) {
            Event event = new Event(type);
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                event.setText(type.field(pathsAndTexts[i]).orElseThrow(), pathsAndTexts[i + 1]);
            }
            event.setText(type.field("repository").orElseThrow(), "a".repeat(80_000));
            return event;
        }
    }

    @Setup
    public void prepare() {
        EventType type = DecodedEvents.decoder().eventType();
        original = hostile.event.apply(type);
        event = new Event(type);
        String spec = "tenant: acme\nexports:\n  - { id: all, source: download, format: { kind: csv },"
                + " select: { repositories: { exclude: [\"**a*b\"] } }, destination: { kind: file, directory: /logs } }\n";
        filter = EventFilter.compile(
                SpecReader.parse("acme.yaml", spec).exports().get(0).select(), type);
        redactor = Redactor.compile(
                List.of(hostile.redaction), type, FieldSet.all(type), reference -> "no secret is needed");
    }

    @Benchmark
    public boolean redact() {
        event.copyFrom(original);
        filter.verdict(event);
        return redactor.redact(event);
    }
}
