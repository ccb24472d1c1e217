package dev.waybill.benchmarks;

import dev.waybill.contract.FieldGroup;
import dev.waybill.event.Event;
import dev.waybill.event.FieldSet;
import dev.waybill.kind.redaction.DropFieldSpec;
import dev.waybill.kind.redaction.DropGroupSpec;
import dev.waybill.kind.redaction.HashSpec;
import dev.waybill.kind.redaction.MaskSpec;
import dev.waybill.kind.redaction.PartOfName;
import dev.waybill.kind.redaction.TruncateIpSpec;
import dev.waybill.redact.DropField;
import dev.waybill.redact.DropGroup;
import dev.waybill.redact.Hash;
import dev.waybill.redact.Mask;
import dev.waybill.redact.Redaction;
import dev.waybill.redact.Redactor;
import dev.waybill.redact.TruncateIp;
import dev.waybill.wire.EventDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Redacts one standard event; {@code NONE} is the copy of the event that each measurement includes. */
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedactionBenchmark {
    @Param
    Redactions redactions = Redactions.NONE;

    private Event[] events = {};
    private Event event;
    private Redactor redactor;
    private int next;

    /** What is redacted; {@code STANDARD} is what the end-to-end run redacts. */
    public enum Redactions {
        NONE(List.of()),
        STANDARD(List.of(truncateIp(), new DropField(new DropFieldSpec("user.identifier", PartOfName.HIDE)))),
        TRUNCATE_IP(List.of(truncateIp())),
        DROP_FIELD(List.of(new DropField(new DropFieldSpec("user.identifier", PartOfName.HIDE)))),
        DROP_GROUP(List.of(new DropGroup(new DropGroupSpec(FieldGroup.GEO, PartOfName.HIDE)))),
        HASH(List.of(new Hash(new HashSpec("user", "${env:KEY}", PartOfName.HIDE)))),
        MASK(List.of(new Mask(new MaskSpec("user", MaskSpec.DEFAULT_TEXT, 2, PartOfName.HIDE))));

        private final List<Redaction> list;

        Redactions(List<Redaction> list) {
            this.list = list;
        }

        private static TruncateIp truncateIp() {
            return new TruncateIp(new TruncateIpSpec(TruncateIpSpec.DEFAULT_IPV4, TruncateIpSpec.DEFAULT_IPV6));
        }
    }

    @Setup
    public void prepare() {
        EventDecoder decoder = DecodedEvents.decoder();
        events = DecodedEvents.decoded(decoder);
        event = new Event(decoder.eventType());
        redactor = Redactor.compile(
                redactions.list,
                decoder.eventType(),
                FieldSet.all(decoder.eventType()),
                reference -> "no secret, 32 bytes of key, 0123");
    }

    @Benchmark
    public boolean redact() {
        next = (next + 1) % DecodedEvents.COUNT;
        event.copyFrom(events[next]);
        return redactor.redact(event);
    }
}
