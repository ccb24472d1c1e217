package dev.waybill.control.size;

import dev.waybill.control.size.Figure.Unit;
import java.util.List;

/**
 * The answer: what a platform needs that expects such figures. Each formula has a name, under which
 * {@code docs/concepts/sizing.md} explains it.
 */
public final class Sizing {
    /**
     * Figures that belong together.
     *
     * @param name in kebab case
     * @param title for people
     */
    public record Section(String name, String title, List<Figure> figures) {
        public Section {
            figures = List.copyOf(figures);
        }
    }

    private final Flow flow;
    private final Application application;
    private final Cluster cluster;
    private final Sink sink;

    private Sizing(Expected expected) {
        this.flow = new Flow(expected);
        State state = new State(expected, flow);
        this.application = new Application(expected, flow, state);
        this.cluster = new Cluster(expected, flow, state, application);
        this.sink = new Sink(expected, flow);
    }

    /** In the order in which they are read. */
    public static List<Section> of(Expected expected) {
        Sizing sizing = new Sizing(expected);
        return List.of(sizing.delivered(), sizing.instances(), sizing.sinks(), sizing.topics(), sizing.brokers());
    }

    private Section delivered() {
        return new Section(
                "delivered",
                "What is delivered",
                List.of(
                        new Figure("exports", "exports", flow.exports(), Unit.NUMBER),
                        new Figure("rows", "rows in objects", flow.rowsADay(), Unit.A_DAY),
                        new Figure("objects", "objects with rows", flow.objectsADay(), Unit.A_DAY),
                        new Figure("receipts", "receipts", flow.receiptsADay(), Unit.A_DAY),
                        new Figure("puts", "PUT requests", flow.putsADay(), Unit.A_DAY),
                        new Figure(
                                "stored",
                                "bytes of rows as stored",
                                flow.rowsADay() * flow.storedRow(),
                                Unit.BYTES_A_DAY)));
    }

    private Section instances() {
        return new Section(
                "application",
                "The application (run)",
                List.of(
                        new Figure("event-micros", "CPU for an event", application.eventMicros(), Unit.MICROS),
                        new Figure(
                                "used-cores",
                                "cores in use at the peak, all instances",
                                application.usedCores(),
                                Unit.CORES),
                        new Figure("threads", "stream threads, all instances", application.threads(), Unit.NUMBER),
                        new Figure("instances", "instances", application.instances(), Unit.NUMBER),
                        new Figure(
                                "instance-threads",
                                "num.stream.threads of an instance",
                                application.threadsOfAnInstance(),
                                Unit.NUMBER),
                        new Figure(
                                "instance-cores", "cores of an instance", application.coresOfAnInstance(), Unit.CORES),
                        new Figure("heap", "heap of an instance", application.heapMib(), Unit.MIB),
                        new Figure("rss", "memory of its process", application.residentMib(), Unit.MIB),
                        new Figure("memory", "memory of its container", application.memoryMib(), Unit.MIB),
                        new Figure("state", "state, once", application.stateBytes(), Unit.BYTES),
                        new Figure(
                                "instance-disk",
                                "disk of an instance, standby copies with it",
                                application.diskOfAnInstance(),
                                Unit.BYTES)));
    }

    private Section sinks() {
        return new Section(
                "sink",
                "The sink (Kafka Connect)",
                List.of(
                        new Figure("sink-cores", "cores in use, on average", sink.cores(), Unit.CORES),
                        new Figure("burst", "objects that come when windows end", sink.burst(), Unit.A_SECOND),
                        new Figure("sink-tasks", "tasks.max", Sink.TASKS, Unit.NUMBER),
                        new Figure("sink-heap", "heap, all workers", sink.heapMib(), Unit.MIB)));
    }

    private Section topics() {
        return new Section(
                "topics",
                "Topics, each byte once",
                List.of(
                        new Figure(
                                "partitions", "partitions of each input topic", application.partitions(), Unit.NUMBER),
                        new Figure("input", "input", cluster.input(), Unit.BYTES_A_DAY),
                        new Figure("delivery", "delivery", cluster.delivery(), Unit.BYTES_A_DAY),
                        new Figure("ledger", "waybill.ledger", cluster.ledger(), Unit.BYTES_A_DAY),
                        new Figure("deliveries", "waybill.deliveries", cluster.deliveries(), Unit.BYTES_A_DAY),
                        new Figure("changelogs", "changelogs", cluster.changelogs(), Unit.BYTES_A_DAY),
                        new Figure(
                                "bookkeeping", "offsets and transactions", cluster.bookkeeping(), Unit.BYTES_A_DAY)));
    }

    private Section brokers() {
        return new Section(
                "brokers",
                "The brokers, all together",
                List.of(
                        new Figure("records-in", "records from producers", cluster.recordsIn(), Unit.A_SECOND),
                        new Figure("bytes-in", "bytes from producers", cluster.bytesIn(), Unit.BYTES_A_SECOND),
                        new Figure("peak-bytes-in", "the same at the peak", cluster.peakBytesIn(), Unit.BYTES_A_SECOND),
                        new Figure(
                                "bytes-out",
                                "bytes to consumers and followers",
                                cluster.bytesOut(),
                                Unit.BYTES_A_SECOND),
                        new Figure("broker-disk", "disk, with all replicas", cluster.disk(), Unit.BYTES)));
    }
}
