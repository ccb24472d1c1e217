package dev.waybill.control.console.state;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.console.checkup.Checkup;
import dev.waybill.control.console.checkup.WatchedExport;
import dev.waybill.control.doctor.CheckResult;
import dev.waybill.control.doctor.ExportReport;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.status.ScenarioCatalog;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.BatchDiscarded;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.PartsHash;
import dev.waybill.ledger.Stamped;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import dev.waybill.verify.receipt.ReceiptName;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A cluster in memory on which programs say things in the ledger and the deliveries, and a console that follows them. */
public final class ConsoleScenario {
    public static final ExportId DOWNLOADS = ScenarioCatalog.DOWNLOADS;
    public static final ExportId AUDIT = ScenarioCatalog.AUDIT;
    public static final String VERSION = "5b89a8131b01";

    public final FakeClients clients = new FakeClients();
    public final ScenarioCatalog catalog = new ScenarioCatalog();
    Optional<Supplier<Map<String, ConnectorState>>> connect = Optional.empty();

    /** What the doctor found last. */
    public final Map<ExportId, Checkup> checkups = new HashMap<>();

    private ConsoleState state;

    public ConsoleScenario() {
        clients.cluster.begins = partition -> 0;
        clients.cluster.topics.put(Topics.LEDGER, new TopicState(Topics.LEDGER_PARTITIONS, Map.of()));
        clients.cluster.topics.put(Topics.DELIVERIES, new TopicState(Topics.DELIVERIES_PARTITIONS, Map.of()));
        state = console(FollowedState.Bounds.DEFAULT);
    }

    /** Another console, which has read nothing yet. */
    ConsoleState console(FollowedState.Bounds bounds) {
        return ConsoleWatch.state(
                new ConsoleWatch.Setup(
                        clients,
                        Map.of(),
                        () -> Knowledge.of(catalog.snapshot(), clients.log.now),
                        "waybill",
                        id -> Optional.ofNullable(checkups.get(id)),
                        connect),
                bounds,
                new LogClock());
    }

    /** The doctor has looked at an export of the catalog, and these checks have failed. */
    public ConsoleScenario checkedUp(ExportId export, String since, String... failed) {
        S3Destination destination =
                S3Destination.ofRole("acme-logs", "d", "eu-west-1", "arn:aws:iam::111122223333:role/Logs");
        List<CheckResult> results = new ArrayList<>();
        results.add(new CheckResult("put-below-prefix", Diagnosis.passed("the test object was put")));
        Stream.of(failed)
                .forEach(check -> results.add(new CheckResult(check, Diagnosis.failed("not so", "change it"))));
        checkups.put(
                export,
                Checkup.of(
                        new WatchedExport(export, destination, Instant.parse(since)),
                        clients.log.now,
                        new ExportReport(export, destination.base(), results)));
        return this;
    }

    public ConsoleScenario restart() {
        state = console(FollowedState.Bounds.DEFAULT);
        return this;
    }

    public ConsoleScenario at(String instant) {
        clients.log.now = Instant.parse(instant);
        return this;
    }

    /** The console, with everything taken in that was said. */
    public ConsoleState known() {
        return known(state);
    }

    static ConsoleState known(ConsoleState console) {
        for (int round = 0; !console.follow(); round++) {
            if (round == 1_000) {
                throw new AssertionError("the end is not reached: " + console.freshness());
            }
        }
        console.refresh();
        return console;
    }

    /** The same after a look at the cluster. */
    public ConsoleState looked() {
        known();
        state.look();
        state.refresh();
        return state;
    }

    public ConsoleScenario opened(ExportId export, String start, int partition) {
        Window window = hour(start);
        return say(new BatchOpened(
                source(export, partition),
                new LedgerBatch(export, window, Optional.empty()),
                VERSION,
                window.end().plusSeconds(610)));
    }

    public ConsoleScenario part(ExportId export, String start, int partition, int number) {
        return say(emitted(export, hour(start), Optional.empty(), partition, number));
    }

    public ConsoleScenario finished(ExportId export, String start, int partition, LedgerCounts counts) {
        return say(finished(export, hour(start), Optional.empty(), partition, counts));
    }

    /** One partition's window from its first event to its last part. */
    public ConsoleScenario whole(ExportId export, String start, int partition) {
        return opened(export, start, partition)
                .part(export, start, partition, 0)
                .finished(export, start, partition, new LedgerCounts(12, 10, 1, 1, 0));
    }

    public ConsoleScenario dropped(ExportId export, String start, int partition) {
        return say(new BatchDiscarded(
                source(export, partition), new LedgerBatch(export, hour(start), Optional.empty()), 3));
    }

    /** In every partition of the ledger, as the application does. */
    public ConsoleScenario passed(Source source, int partition, int partitions, String through) {
        PartitionPassed passed = new PartitionPassed(
                new LedgerSource("waybill", source, partition),
                partitions,
                Instant.parse(through),
                Instant.EPOCH,
                Stamped.BROKER,
                false);
        for (int to = 0; to < Topics.LEDGER_PARTITIONS; to++) {
            clients.log.append(new ProducerRecord<>(Topics.LEDGER, to, null, LedgerJson.write(passed)));
        }
        return this;
    }

    public ConsoleScenario delivered(ExportId export, String start, int partition, int number) {
        return delivered(emitted(export, hour(start), Optional.empty(), partition, number));
    }

    public ConsoleScenario delivered(PartEmitted part) {
        return say(new ObjectDelivered(
                lane(part.export()),
                clients.log.now,
                part.batch().lateHour().isPresent() ? PartKind.LATE_PART : PartKind.PART,
                part.object(),
                part.size(),
                part.sha256(),
                Optional.of(part.batch().window()),
                VERSION));
    }

    public ConsoleScenario receipt(ExportId export, Window window) {
        return say(new ObjectDelivered(
                lane(export),
                clients.log.now,
                PartKind.RECEIPT,
                ReceiptName.of(export.export(), window.start()),
                700,
                Sha256.hex("receipt"),
                Optional.of(window),
                VERSION));
    }

    public ConsoleScenario heldBack(ExportId export, String since) {
        return say(new DeliveryHeldBack(
                lane(export),
                clients.log.now,
                Instant.parse(since),
                new DeliveryTrouble("ROLE_REFUSED", "AccessDenied 403", "look at the role"),
                Optional.empty()));
    }

    public ConsoleScenario say(AboutExport entry) {
        clients.log.append(record(Topics.LEDGER, entry.export(), LedgerJson.write(entry)));
        return this;
    }

    public ConsoleScenario say(DeliveryRecord record) {
        clients.log.append(record(Topics.DELIVERIES, record.lane().export(), DeliveryJson.write(record)));
        return this;
    }

    public static ProducerRecord<byte[], byte[]> record(String topic, ExportId export, byte[] value) {
        return new ProducerRecord<>(
                topic, Topics.partition(export, 8), export.toString().getBytes(StandardCharsets.UTF_8), value);
    }

    public static PartEmitted emitted(
            ExportId export, Window window, Optional<Instant> lateHour, int partition, int number) {
        String name = export + "-" + window.start() + "-" + lateHour + "-p" + partition + "-" + number + ".csv.gz";
        return new PartEmitted(
                source(export, partition),
                new LedgerBatch(export, window, lateHour),
                number,
                name,
                1_000 + number,
                10,
                Sha256.hex(name));
    }

    public static BatchFinished finished(
            ExportId export, Window window, Optional<Instant> lateHour, int partition, LedgerCounts counts) {
        return new BatchFinished(
                source(export, partition),
                new LedgerBatch(export, window, lateHour),
                VERSION,
                counts,
                4,
                9,
                1,
                PartsHash.NONE,
                "0".repeat(64));
    }

    public static LedgerSource source(ExportId export, int partition) {
        return new LedgerSource("waybill", export.export().equals("audit") ? Source.AUDIT : Source.DOWNLOAD, partition);
    }

    public static DeliveryLane lane(ExportId export) {
        return new DeliveryLane(export, "waybill.delivery", 3, "s3://acme-logs/d/", "0a1b2c3d");
    }

    public static Window hour(String start) {
        Instant begin = Instant.parse(start);
        return new Window(begin, begin.plus(Duration.ofHours(1)));
    }

    /** The time that the brokers stamp. */
    private final class LogClock extends Clock {
        @Override
        public Instant instant() {
            return clients.log.now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
