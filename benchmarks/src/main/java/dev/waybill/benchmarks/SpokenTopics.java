package dev.waybill.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.PartsHash;
import dev.waybill.ledger.Stamped;
import dev.waybill.verify.receipt.ReceiptName;
import dev.waybill.window.Window;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The ledger and the deliveries of many exports, made when they are read: weeks of them would not fit on a disk. Each export has a
 * part and a receipt each hour; each of twelve source partitions says every three seconds that it has passed the time.
 */
final class SpokenTopics implements KafkaClients {
    private static final int SOURCE_PARTITIONS = 12;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DUE = Duration.ofSeconds(610);
    private static final int PASSED_EVERY_SECONDS = 3;
    private static final int POLL = 1_000;
    private static final String VERSION = "5b89a8131b01";
    private static final String SUM = "0".repeat(64);

    private record Said(long timestamp, byte @Nullable [] key, byte[] value) {}

    private final Map<Integer, List<ExportId>> exports = new HashMap<>();
    private final Instant first;
    private final int hours;

    /** @param first the start of the first window, a full hour */
    SpokenTopics(Collection<ExportId> exports, Instant first, int hours) {
        exports.forEach(export -> this.exports
                .computeIfAbsent(Topics.partition(export, Topics.LEDGER_PARTITIONS), any -> new ArrayList<>())
                .add(export));
        this.first = first;
        this.hours = hours;
    }

    /** Makes everything up once; answers how much it is. */
    long count() {
        Reader reader = new Reader();
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : List.of(Topics.LEDGER, Topics.DELIVERIES)) {
            partitions(topic).forEach(info -> all.add(new TopicPartition(topic, info.partition())));
        }
        reader.assign(all);
        long count = 0;
        for (int some = reader.poll().count(); some > 0; some = reader.poll().count()) {
            count += some;
        }
        return count;
    }

    @Override
    public Admin admin(Map<String, Object> settings) {
        throw new KafkaException("there is no cluster");
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        throw new KafkaException("there is no cluster");
    }

    @Override
    @SuppressWarnings("unchecked") // a proxy's type is not known before
    public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        Reader reader = new Reader();
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                SpokenTopics.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "partitionsFor" -> partitions((String) arguments[0]);
                    case "assign" -> reader.assign((Collection<TopicPartition>) arguments[0]);
                    case "assignment" -> reader.positions.keySet();
                    case "offsetsForTimes" -> firsts(((Map<TopicPartition, Long>) arguments[0]).keySet());
                    case "beginningOffsets" -> offsets((Collection<TopicPartition>) arguments[0], 0);
                    case "endOffsets" -> reader.ends((Collection<TopicPartition>) arguments[0]);
                    case "position" -> reader.positions.getOrDefault((TopicPartition) arguments[0], 0L);
                    case "poll" -> reader.poll();
                    case "pause" -> reader.paused.addAll((Collection<TopicPartition>) arguments[0]);
                    case "resume" -> reader.paused.removeAll((Collection<TopicPartition>) arguments[0]);
                    default -> null;
                });
    }

    private static List<PartitionInfo> partitions(String topic) {
        return IntStream.range(0, Topics.LEDGER_PARTITIONS)
                .mapToObj(index -> new PartitionInfo(topic, index, Node.noNode(), new Node[0], new Node[0]))
                .toList();
    }

    private static Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, long offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, offset));
        return offsets;
    }

    private static Map<TopicPartition, OffsetAndTimestamp> firsts(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndTimestamp> firsts = new HashMap<>();
        partitions.forEach(partition -> firsts.put(partition, new OffsetAndTimestamp(0, 0)));
        return firsts;
    }

    /** One consumer, which reads everything from the beginning. */
    private final class Reader {
        private final Map<TopicPartition, Long> positions = new HashMap<>();
        private final Set<TopicPartition> paused = new HashSet<>();
        private final Map<TopicPartition, Queue<Said>> ready = new HashMap<>();
        private final Map<TopicPartition, Integer> nextHour = new HashMap<>();

        Object assign(Collection<TopicPartition> partitions) {
            positions.clear();
            partitions.forEach(partition -> positions.put(partition, 0L));
            return positions;
        }

        /** Where it is once everything was read; before that somewhere behind. */
        Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            partitions.forEach(partition -> {
                boolean whole = nextHour.getOrDefault(partition, 0) == hours
                        && ready.getOrDefault(partition, new ArrayDeque<>()).isEmpty();
                ends.put(partition, whole ? positions.getOrDefault(partition, 0L) : Long.MAX_VALUE);
            });
            return ends;
        }

        ConsumerRecords<byte[], byte[]> poll() {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
            for (TopicPartition partition : positions.keySet()) {
                if (!paused.contains(partition)) {
                    List<ConsumerRecord<byte[], byte[]>> some = next(partition);
                    if (!some.isEmpty()) {
                        records.put(partition, some);
                    }
                }
            }
            return new ConsumerRecords<>(records, Map.of());
        }

        private List<ConsumerRecord<byte[], byte[]>> next(TopicPartition partition) {
            Queue<Said> waiting = ready.computeIfAbsent(partition, any -> new ArrayDeque<>());
            int hour = nextHour.getOrDefault(partition, 0);
            if (waiting.isEmpty() && hour < hours) {
                waiting.addAll(said(partition, first.plus(HOUR.multipliedBy(hour))));
                nextHour.put(partition, hour + 1);
            }
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (!waiting.isEmpty() && records.size() < POLL) {
                Said said = waiting.remove();
                long offset = positions.merge(partition, 1L, Long::sum) - 1;
                records.add(new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        said.timestamp(),
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        said.value().length,
                        said.key(),
                        said.value(),
                        new RecordHeaders(),
                        Optional.empty()));
            }
            return records;
        }
    }

    private List<Said> said(TopicPartition partition, Instant start) {
        List<Said> said = new ArrayList<>();
        Window window = new Window(start, start.plus(HOUR));
        List<ExportId> own = exports.getOrDefault(partition.partition(), List.of());
        if (partition.topic().equals(Topics.LEDGER)) {
            own.forEach(export -> ledger(export, window, said));
            passed(window, said);
        } else {
            own.forEach(export -> deliveries(export, window, said));
        }
        said.sort(Comparator.comparingLong(Said::timestamp));
        return said;
    }

    private static void ledger(ExportId export, Window window, List<Said> said) {
        LedgerSource source = source(Math.floorMod(export.hashCode(), SOURCE_PARTITIONS));
        LedgerBatch batch = new LedgerBatch(export, window, Optional.empty());
        String object = object(export, window);
        Instant due = window.end().plus(DUE);
        add(said, window.start().plusSeconds(5), new BatchOpened(source, batch, VERSION, due));
        add(said, due, new PartEmitted(source, batch, 0, object, 1_234_567, 25_000, Sha256.hex(object)));
        add(
                said,
                due,
                new BatchFinished(
                        source,
                        batch,
                        VERSION,
                        new LedgerCounts(26_000, 25_000, 900, 100, 0),
                        7_000_000,
                        7_400_000,
                        1,
                        PartsHash.NONE,
                        SUM));
    }

    private static void passed(Window window, List<Said> said) {
        for (int second = 0; second < HOUR.toSeconds(); second += PASSED_EVERY_SECONDS) {
            Instant at = window.start().plusSeconds(second);
            for (int partition = 0; partition < SOURCE_PARTITIONS; partition++) {
                add(
                        said,
                        at,
                        new PartitionPassed(
                                source(partition), SOURCE_PARTITIONS, at, Instant.EPOCH, Stamped.BROKER, false));
            }
        }
    }

    private static void add(List<Said> said, Instant at, LedgerEntry entry) {
        byte @Nullable [] key = entry instanceof AboutExport about ? about.export().toString().getBytes(UTF_8) : null;
        said.add(new Said(at.toEpochMilli(), key, LedgerJson.write(entry)));
    }

    private static void deliveries(ExportId export, Window window, List<Said> said) {
        DeliveryLane lane = new DeliveryLane(
                export, Topics.SHARED_DELIVERY, 3, "s3://" + export.tenant() + "-logs/logs/", "0a1b2c3d");
        delivered(lane, PartKind.PART, object(export, window), window, window.end().plus(DUE).plusSeconds(5), said);
        delivered(
                lane,
                PartKind.RECEIPT,
                ReceiptName.of(export.export(), window.start()),
                window,
                window.end().plus(DUE).plusSeconds(20),
                said);
    }

    private static void delivered(
            DeliveryLane lane, PartKind kind, String object, Window window, Instant at, List<Said> said) {
        said.add(new Said(
                at.toEpochMilli(),
                lane.export().toString().getBytes(UTF_8),
                DeliveryJson.write(new ObjectDelivered(
                        lane, at, kind, object, 1_234_567, SUM, Optional.of(window), VERSION))));
    }

    private static String object(ExportId export, Window window) {
        return "year=2026/month=03/day=04/hour=05/" + export.tenant() + "-" + export.export() + "-"
                + window.start().toString().replace("-", "").replace(":", "") + "-p3-00000-0123456789ab.csv.gz";
    }

    private static LedgerSource source(int partition) {
        return new LedgerSource("waybill", Source.DOWNLOAD, partition);
    }
}
