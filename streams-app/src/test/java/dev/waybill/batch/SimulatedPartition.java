package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.FieldMeaning;
import dev.waybill.contract.Source;
import dev.waybill.contract.TextKind;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldType;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.PartForm;
import dev.waybill.format.Csv;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.CsvSpec;
import dev.waybill.kind.layout.DefaultSpec;
import dev.waybill.layout.Default;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.window.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One source partition with transactions: what was put, emitted and consumed since the last commit is gone after a crash.
 */
final class SimulatedPartition {
    /** One record of the log: it goes to every export named in it. */
    record LogRecord(long arrivalMillis, String tenant, String id, long occurredAtMicros) {}

    private static final FieldMeaning PLAIN = FieldMeaning.of(TextKind.PLAIN);
    static final EventType TYPE = EventType.named("test")
            .field("event_id", FieldType.STRING, PLAIN)
            .field("tenant", FieldType.STRING, PLAIN)
            .field("occurred_at", FieldType.TIMESTAMP_MICROS, FieldMeaning.NONE)
            .build();

    static final ScheduleSpec SCHEDULE = new ScheduleSpec("hourly", ZoneOffset.UTC, Duration.ofMinutes(10));
    static final WindowSettings WINDOW = new WindowSettings(Duration.ofSeconds(10), Duration.ofHours(24), 64 << 20);
    private static final Csv FORMAT = new Csv(new CsvSpec(List.of("event_id", "occurred_at"), false, Compression.NONE));

    private final List<LogRecord> log;
    private final BatchSettings settings;
    private final WindowSettings window;
    private final long memory;
    private final Map<String, ExportVersion> versions = new LinkedHashMap<>();
    private final Set<String> shutTopics = new HashSet<>();

    private MapStore committedStore = new MapStore();
    private final List<Part> committedParts = new ArrayList<>();
    private final List<Counts> committedCounts = new ArrayList<>();
    private final List<BatchKey> committedOpened = new ArrayList<>();
    private final List<BatchEnd> committedEnds = new ArrayList<>();
    private int committedOffset;

    private MapStore store = new MapStore();
    private final List<Part> parts = new ArrayList<>();
    private final List<Counts> counts = new ArrayList<>();
    private final Map<BatchKey, Long> discarded = new LinkedHashMap<>();
    private @Nullable Instant discardBefore;
    private final List<BatchKey> opened = new ArrayList<>();
    private final List<BatchEnd> ends = new ArrayList<>();
    private int offset;
    private MemoryBudget budget;
    private PartitionBatches batches;
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    private final RowBuffer row = new RowBuffer();
    private final Event event = new Event(TYPE);
    private final RowEncoder encoder;

    SimulatedPartition(
            List<LogRecord> log, Set<String> tenants, BatchSettings settings, long memory, int partSize, boolean once) {
        this(log, tenants, settings, WINDOW, memory, partSize, once);
    }

    SimulatedPartition(
            List<LogRecord> log,
            Set<String> tenants,
            BatchSettings settings,
            WindowSettings window,
            long memory,
            int partSize,
            boolean once) {
        this.log = log;
        this.settings = settings;
        this.window = window;
        this.memory = memory;
        this.encoder = FORMAT.rowEncoder(TYPE);
        for (String tenant : tenants) {
            schedules.put(tenant, Schedule.of(SCHEDULE));
            versions.put(tenant, version(tenant, partSize, once));
        }
        this.batches = start();
    }

    static ExportVersion version(String tenant, int partSize, boolean once) {
        ExportSpec spec = new ExportSpec(
                new ExportId(tenant, "all"),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of()),
                ExportSpec.DEFAULT_LAYOUT,
                SCHEDULE,
                1 << 20,
                once,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/data"), tenant),
                Map.of());
        return new ExportVersion(
                SpecVersion.of(spec).id(),
                spec,
                TYPE,
                new PartForm(FORMAT, new Default(new DefaultSpec()), partSize),
                () -> {
                    throw new AssertionError("no event is selected");
                });
    }

    static PartitionBatches open(
            BatchStore store,
            BatchSettings settings,
            MemoryBudget memory,
            Emitter emitter,
            BiFunction<String, String, ExportVersion> versions) {
        return PartitionBatches.open(0, store, settings, memory, emitter, System::nanoTime, versions);
    }

    private PartitionBatches start() {
        budget = MemoryBudget.of(memory);
        PartitionBatches fresh = open(
                store,
                settings,
                budget,
                new Collector(),
                (id, spec) -> versions.get(CanonicalSpec.parse(spec).exportId().tenant()));
        batches = fresh;
        fresh.replayFrom().ifPresent(from -> {
            for (int replayed = (int) from; replayed < committedOffset; replayed++) {
                accept(replayed);
            }
        });
        fresh.replayed();
        return fresh;
    }

    boolean hasNext() {
        return offset < log.size();
    }

    /** Offset of the record that is processed next. */
    int nextOffset() {
        return offset;
    }

    void processNext() {
        accept(offset++);
    }

    private void accept(int at) {
        LogRecord record = log.get(at);
        batches.begin(at, record.arrivalMillis());
        ExportVersion version = versions.get(record.tenant());
        if (version != null
                && !batches.record().isRefused()
                && !batches.record().isSettled(batches.lane(version.export()))) {
            Lane lane = batches.lane(version.export());
            Batch batch = batches.finder()
                    .batch(lane, schedules.get(record.tenant()).windowAt(record.occurredAtMicros()), version, window);
            event.clear();
            event.setText(TYPE.eventId(), record.id());
            event.setText(TYPE.tenant(), record.tenant());
            event.setNumber(TYPE.occurredAt(), record.occurredAtMicros());
            row.clear();
            encoder.encode(event, row);
            batches.writer().append(batch, event, row);
        }
        batches.end();
    }

    /** Answers whether there is more to emit now. */
    boolean work(long wallMillis) {
        return batches.work(wallMillis);
    }

    void advanceIdle(long provenMillis) {
        batches.time().advanceIdle(provenMillis);
    }

    void shut(String topic) {
        shutTopics.add(topic);
    }

    /** Windows that start before this must not leave any more. */
    void discardBefore(Instant start) {
        discardBefore = start;
    }

    /** How many rows were dropped of which batch, crashes or not. */
    Map<BatchKey, Long> discarded() {
        return discarded;
    }

    void open(String topic) {
        shutTopics.remove(topic);
    }

    void commit() {
        committedStore = store.copy();
        committedParts.addAll(parts);
        parts.clear();
        committedCounts.addAll(counts);
        counts.clear();
        committedOpened.addAll(opened);
        opened.clear();
        committedEnds.addAll(ends);
        ends.clear();
        committedOffset = offset;
    }

    void crash() {
        store = committedStore.copy();
        parts.clear();
        counts.clear();
        opened.clear();
        ends.clear();
        offset = committedOffset;
        batches = start();
    }

    /** Another process takes the partition over: what stands in memory is given up. */
    void close() {
        batches.close();
    }

    /** Processes and emits everything, closes every window, and commits. */
    void finish() {
        while (hasNext()) {
            processNext();
        }
        long farAhead =
                log.get(log.size() - 1).arrivalMillis() + Duration.ofDays(3).toMillis();
        boolean more = true;
        while (more) {
            batches.time().advanceIdle(farAhead);
            more = batches.work(farAhead) || batches.nextDueMillis().isPresent();
        }
        commit();
    }

    /** Batches that have begun and are not complete. */
    int openBatches() {
        return batches.openBatches();
    }

    /** How many batches stand in memory. */
    int batchesInMemory() {
        return batches.batchesInMemory();
    }

    /** Bytes of the memory budget that are used up. */
    long memoryUsed() {
        return budget.used();
    }

    /** What is stored, committed or not. */
    MapStore store() {
        return store;
    }

    List<Part> parts() {
        return committedParts;
    }

    /** The batches that were said to have begun. */
    List<BatchKey> opened() {
        return committedOpened;
    }

    /** What was said of batches that have ended. */
    List<BatchEnd> ends() {
        return committedEnds;
    }

    Counts counts() {
        return committedCounts.stream().reduce(Counts.NONE, Counts::plus);
    }

    private final class Collector implements QuietEmitter {
        @Override
        public boolean accepts(ExportVersion version) {
            return !shutTopics.contains(version.topic());
        }

        @Override
        public void emit(Part part) {
            parts.add(part);
        }

        @Override
        public boolean discards(BatchKey key) {
            return discardBefore != null && key.window().start().isBefore(discardBefore);
        }

        @Override
        public void discarded(BatchKey key, long rows) {
            discarded.merge(key, rows, Long::sum);
        }

        @Override
        public void opened(BatchOpening opening) {
            opened.add(opening.key());
        }

        @Override
        public void finished(BatchEnd end) {
            counts.add(end.counts());
            ends.add(end);
        }
    }
}
