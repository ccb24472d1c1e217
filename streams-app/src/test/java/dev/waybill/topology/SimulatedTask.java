package dev.waybill.topology;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Counts;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.delivery.EventPath;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.event.DropReason;
import dev.waybill.export.Versions;
import dev.waybill.kafka.ClaimTicket;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.DeliveryProcessorSupplier;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.SourceLog;
import dev.waybill.kafka.SourceTopics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.kafka.replay.ReplayedSources;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.Stamped;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.wire.EventDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The production processor of one source partition, with transactions: what it stored, forwarded and consumed since the
 * last commit is gone after a crash.
 */
public final class SimulatedTask {
    /** A record of the input. */
    public record LogRecord(long arrivalMillis, byte[] value) {}

    /** All that may be another one after a restart. */
    public record World(CatalogView catalog, SchemaLookup schemas, Versions versions) {
        /** Has all secrets, and these exports rule all times. */
        World(List<ExportSpec> exports, Duration futureSkew, long runSize, SchemaLookup schemas) {
            this(TestCatalog.ruling(exports, platform(futureSkew, runSize)), schemas, BINDER.forPartition());
        }
    }

    private static PlatformSettings platform(Duration futureSkew, long runSize) {
        PlatformSettings standard = TestCatalog.SETTINGS;
        return new PlatformSettings(
                Instant.EPOCH,
                runSize,
                standard.slack(),
                standard.lateness(),
                futureSkew,
                standard.history(),
                UnknownMembers.NONE);
    }

    private static final String TOPIC = "download-events";
    private static final ExportBinder BINDER = ExportBinder.forCurrentSchemas(name -> "secret");
    private static final long EVERYTHING_IS_DUE = ReplayedSources.EVERYTHING_IS_DUE.toEpochMilli();
    private static final StoreBuilder<KeyValueStore<Bytes, byte[]>> STORE = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("batches"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled();

    private final Path stateFolder;
    private final List<LogRecord> log;
    private final BatchSettings settings;
    private final long memory;
    private World world;

    private List<KeyValue<Bytes, byte[]>> committedStore = List.of();
    private final List<Part> committedParts = new ArrayList<>();
    private final List<ClaimTicket> committedTickets = new ArrayList<>();
    private final List<Counts> committedCounts = new ArrayList<>();
    private final List<LedgerEntry> committedLedger = new ArrayList<>();
    private int committedOffset;

    private final List<Counts> counts = new ArrayList<>();
    private MockProcessorContext<byte[], Object> context;
    private KeyValueStore<Bytes, byte[]> store;
    private Processor<byte[], byte[], byte[], Object> processor;
    private int offset;
    private OptionalLong idleSince = OptionalLong.empty();
    private String shutTopic = "";
    private Stamped stamped = Stamped.BROKER;
    private boolean waiting;
    private long end = Long.MAX_VALUE;
    private OptionalLong since = OptionalLong.empty();
    private int begunAt;
    private boolean drained;

    public SimulatedTask(Path stateFolder, List<LogRecord> log, BatchSettings settings, long memory, World world) {
        this.stateFolder = stateFolder;
        this.log = log;
        this.settings = settings;
        this.memory = memory;
        start(world);
    }

    /**
     * A replay: it begins at an offset, and takes nothing from another one on.
     *
     * @param since the arrival from which on it reads all that matters, as far as it knows that
     */
    public static SimulatedTask replaying(
            Path stateFolder,
            List<LogRecord> log,
            int begin,
            int end,
            Optional<Instant> since,
            BatchSettings settings,
            long memory,
            World world) {
        SimulatedTask task = new SimulatedTask(stateFolder, log, settings, memory, world);
        task.committedOffset = begin;
        task.end = end;
        task.since = since.map(at -> OptionalLong.of(at.toEpochMilli())).orElseGet(OptionalLong::empty);
        task.start(world);
        return task;
    }

    private void start(World begun) {
        world = begun;
        drained = false;
        offset = committedOffset;
        begunAt = committedOffset;
        idleSince = OptionalLong.empty();
        counts.clear();
        Properties config = new Properties();
        config.put("application.id", "simulated");
        config.put("bootstrap.servers", "unused:9092");
        context = new MockProcessorContext<>(config, new TaskId(0, 0), stateFolder.toFile());
        store = STORE.build();
        store.init(context.getStateStoreContext(), store);
        store.putAll(committedStore);
        processor = new DeliveryProcessorSupplier(
                        TOPIC,
                        STORE,
                        new EventPath.Setup(
                                () -> new EventDecoder(
                                        EventSchemas.schema(Source.DOWNLOAD),
                                        id -> world.schemas().writerSchema(id)),
                                Source.DOWNLOAD,
                                world.catalog(),
                                world::versions,
                                settings,
                                MemoryBudget.of(memory)),
                        new Surroundings(
                                new Log(),
                                new PendingReplays(),
                                (partition, processedThrough) -> sourceEnd().isReached(partition, processedThrough)
                                        ? OptionalLong.of(EVERYTHING_IS_DUE)
                                        : idleSince,
                                topic -> !topic.equals(shutTopic),
                                sourceEnd(),
                                topic -> Optional.of(new SourceTopics.Shape(1, stamped))),
                        new DeliveryProcessorSupplier.OutputNodes("parts", "quarantine", Optional.of("ledger")),
                        new FinalCounts())
                .get();
        processor.init(context);
    }

    public boolean hasNext() {
        return offset < log.size();
    }

    /** Arrival of the record that was processed last, milliseconds. */
    public long now() {
        return log.get(Math.max(0, offset - 1)).arrivalMillis();
    }

    /** The next record was aborted: it has an offset, and nobody reads it. */
    void passOverAborted() {
        offset++;
    }

    public void processNext() {
        LogRecord next = log.get(offset);
        context.setCurrentSystemTimeMs(next.arrivalMillis());
        context.setRecordMetadata(TOPIC, 0, offset);
        processor.process(new Record<>(null, next.value(), next.arrivalMillis()));
        offset++;
    }

    /** Lets all punctuators run at this wall-clock time. */
    public void punctuate(long wallMillis) {
        context.setCurrentSystemTimeMs(wallMillis);
        for (MockProcessorContext.CapturedPunctuator punctuator : List.copyOf(context.scheduledPunctuators())) {
            if (!punctuator.cancelled()) {
                punctuator.getPunctuator().punctuate(wallMillis);
            }
        }
    }

    /** The partition held nothing more when it was asked at this time. */
    public void provenIdleSince(long wallMillis) {
        idleSince = OptionalLong.of(wallMillis);
    }

    /** From now on the registry answers so; what it has been asked and knew is not asked again. */
    void answers(SchemaLookup registry) {
        world = new World(world.catalog(), registry, world.versions());
    }

    /** Whether an export that was held back and no longer is has events to take that others have taken. */
    boolean isBehind() {
        return waiting;
    }

    /** Who stamps records from now on. */
    void stampedBy(Stamped who) {
        stamped = who;
    }

    /** Only this topic cannot be written to. */
    void shut(String topic) {
        shutTopic = topic;
    }

    public void commit() {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entries::add);
        }
        committedStore = entries;
        for (MockProcessorContext.CapturedForward<?, ?> forward : context.forwarded()) {
            if (forward.record().value() instanceof Part part) {
                committedParts.add(part);
            } else if (forward.record().value() instanceof ClaimTicket ticket) {
                committedTickets.add(ticket);
            } else if (forward.record().value() instanceof LedgerEntry entry) {
                committedLedger.add(entry);
            }
        }
        context.resetForwards();
        committedCounts.addAll(counts);
        counts.clear();
        committedOffset = offset;
    }

    /** The process dies without a word, and another one begins in this world. */
    public void crash(World next) {
        start(next);
    }

    /** Whether a replay has nothing more to do. */
    public boolean isDrained() {
        return drained;
    }

    private SourceEnd sourceEnd() {
        return new SourceEnd() {
            @Override
            public long of(TopicPartition source) {
                return end;
            }

            @Override
            public boolean isReached(TopicPartition source, long processedThrough) {
                return begunAt >= end || processedThrough + 1 >= end;
            }

            @Override
            public OptionalLong sinceMillis() {
                return since;
            }

            @Override
            public void drained(TopicPartition source) {
                drained = true;
            }
        };
    }

    /** Processes and emits everything, closes every window, and commits. */
    public void finish() {
        while (hasNext()) {
            processNext();
        }
        long later = now() + Duration.ofDays(40).toMillis();
        provenIdleSince(later);
        // What was held back is asked about again after a while.
        int idle = 0;
        for (long wall = later; idle < 10; wall += 5_000) {
            int before = context.forwarded().size();
            punctuate(wall);
            idle = context.forwarded().size() == before ? idle + 1 : 0;
        }
        commit();
    }

    public List<Part> parts() {
        return committedParts;
    }

    public List<ClaimTicket> tickets() {
        return committedTickets;
    }

    /** What the ledger was told. */
    public List<LedgerEntry> ledger() {
        return committedLedger;
    }

    /** The final counts of all batches. */
    List<Counts> counts() {
        return committedCounts;
    }

    /** The keys of one kind that are stored, committed or not. */
    List<Bytes> storeKeys(char kind) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> {
                if (entry.key.get()[0] == kind) {
                    keys.add(entry.key);
                }
            });
        }
        return keys;
    }

    private final class FinalCounts implements DeliveryMetrics {
        @Override
        public void unrouted(Unruled why) {}

        @Override
        public void heldBack(TopicPartition source, Set<ExportId> exports) {}

        @Override
        public void quarantined(DropReason reason) {}

        @Override
        public void emitted(Part part) {}

        @Override
        public void finished(ExportId export, Counts batch) {
            counts.add(batch);
        }

        @Override
        public void openBatches(TopicPartition source, int batches) {}

        @Override
        public void waitingSince(TopicPartition source, Optional<Long> millis) {
            waiting = millis.isPresent();
        }
    }

    private final class Log implements SourceLog {
        @Override
        public OptionalLong committed(TopicPartition partition) {
            return OptionalLong.of(committedOffset);
        }

        @Override
        public void replay(TopicPartition partition, long from, long to, RecordReader reader) {
            for (long at = from; at < to; at++) {
                reader.read(record(at));
            }
        }

        @Override
        public Reading read(TopicPartition partition, long from) {
            return new FewAtATime(from);
        }
    }

    private ConsumerRecord<byte[], byte[]> record(long at) {
        LogRecord record = log.get((int) at);
        return new ConsumerRecord<>(
                TOPIC,
                0,
                at,
                record.arrivalMillis(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                record.value().length,
                null,
                record.value(),
                new RecordHeaders(),
                Optional.empty());
    }

    /** Has a few records every other time, and none in between, so that slices are short. */
    private final class FewAtATime implements SourceLog.Reading {
        private long position;
        private boolean none;

        FewAtATime(long from) {
            position = from;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void next(long to, SourceLog.RecordReader reader) {
            for (int left = none ? 0 : 7; left > 0 && position < log.size(); left--) {
                if (position < to) {
                    reader.read(record(position));
                }
                position++;
            }
            none = !none;
        }

        @Override
        public void close() {}
    }
}
