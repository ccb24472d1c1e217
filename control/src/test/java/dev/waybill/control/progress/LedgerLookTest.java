package dev.waybill.control.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.PartsHash;
import dev.waybill.ledger.Stamped;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class LedgerLookTest {
    private static final ExportId ACME = new ExportId("acme", "downloads");
    private static final ExportId GLOBEX = new ExportId("globex", "downloads");
    private static final Instant NOW = Instant.parse("2026-03-09T00:00:00Z");
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");
    private static final Window FIRST = new Window(FIVE, FIVE.plusSeconds(3600));
    private static final Window SECOND = new Window(FIVE.plusSeconds(3600), FIVE.plusSeconds(7200));

    private final FakeClients clients = new FakeClients();

    @Test
    void openIsWhatSomePartitionHasBegunAndNotFinished() {
        // Given
        open("waybill", 0, ACME, FIRST);
        open("waybill", 1, ACME, FIRST);
        open("waybill", 0, ACME, SECOND);
        open("waybill", 0, GLOBEX, FIRST);
        finish("waybill", 0, ACME, FIRST);
        finish("waybill", 0, ACME, SECOND);
        open("another", 0, ACME, SECOND);
        append(ACME, "no entry".getBytes(StandardCharsets.UTF_8));

        // When
        Optional<Map<ExportId, SortedSet<Window>>> open = look();

        // Then
        assertThat(open.orElseThrow().get(ACME)).containsExactly(FIRST);
        assertThat(open.orElseThrow()).doesNotContainKey(GLOBEX);
    }

    @Test
    void anExportOfWhichNothingIsSaidHasNothingOpen() {
        assertThat(look().orElseThrow().get(ACME)).isEmpty();
    }

    @Test
    void nothingElseIsOpenWhereEveryPartitionHasSpokenForMoreThanADay() {
        // Given
        speak(Duration.ofHours(27), 0, 1);
        open("waybill", 1, ACME, SECOND);
        speak(Duration.ofMinutes(59), 0, 1);

        // Then
        assertThat(surely()).isEqualTo(Map.of(ACME, new TreeSet<>(Set.of(SECOND))));
    }

    @Test
    void nobodyKnowsWhatIsOpenWhereAPartitionIsSilent() {
        speak(Duration.ofHours(27), 0, 1);
        speak(Duration.ofMinutes(59), 0);
        assertThat(surely()).as("one has not spoken lately").isEmpty();

        speak(Duration.ofMinutes(61), 1);
        assertThat(surely()).as("nor an hour ago").isEmpty();

        speak(Duration.ofMinutes(1), 1);
        assertThat(surely()).containsOnlyKeys(ACME);
    }

    @Test
    void nobodyKnowsWhatIsOpenWhereSomebodyHasBegunToSpeakLately() {
        speak(Duration.ofHours(27), 0);
        speak(Duration.ofHours(25), 1);
        speak(Duration.ofMinutes(1), 0, 1);

        assertThat(surely()).isEmpty();
    }

    @Test
    void nobodyKnowsWhatIsOpenWhereNobodyHasSpoken() {
        assertThat(surely()).isEmpty();
    }

    private Map<ExportId, SortedSet<Window>> surely() {
        clients.log.now = NOW;
        return ledger().surelyOpen("waybill", List.of(ACME), Set.of(Source.DOWNLOAD), NOW);
    }

    /** These of two partitions say how far they have come, so long ago. */
    private void speak(Duration ago, int... partitions) {
        clients.log.now = NOW.minus(ago);
        for (int partition : partitions) {
            clients.log.append(new ProducerRecord<>(
                    Topics.LEDGER,
                    Topics.partition(ACME, Topics.LEDGER_PARTITIONS),
                    null,
                    LedgerJson.write(new PartitionPassed(
                            new LedgerSource("waybill", Source.DOWNLOAD, partition),
                            2,
                            FIVE,
                            Instant.EPOCH,
                            Stamped.BROKER,
                            false))));
        }
    }

    private Optional<Map<ExportId, SortedSet<Window>>> look() {
        return ledger().open("waybill", List.of(ACME), clients.log.now);
    }

    private LedgerLook ledger() {
        clients.cluster.begins = partition -> 0;
        clients.cluster.since = partition -> 0;
        clients.cluster.topics.put(Topics.LEDGER, new TopicState(Topics.LEDGER_PARTITIONS, Map.of()));
        LogLook look =
                new LogLook(clients.consumer(LogLook.settings(Map.of())), System::nanoTime, Duration.ofSeconds(10));
        return new LedgerLook(new LogPositions(clients.admin(Map.of())), look);
    }

    private void open(String application, int partition, ExportId export, Window window) {
        append(new BatchOpened(
                new LedgerSource(application, Source.DOWNLOAD, partition),
                new LedgerBatch(export, window, Optional.empty()),
                "5b89a8131b01",
                window.end()));
    }

    private void finish(String application, int partition, ExportId export, Window window) {
        append(new BatchFinished(
                new LedgerSource(application, Source.DOWNLOAD, partition),
                new LedgerBatch(export, window, Optional.empty()),
                "5b89a8131b01",
                new LedgerCounts(1, 0, 1, 0, 0),
                4,
                4,
                0,
                PartsHash.NONE,
                "0".repeat(64)));
    }

    private void append(AboutExport entry) {
        append(entry.export(), LedgerJson.write(entry));
    }

    private void append(ExportId export, byte[] value) {
        clients.log.append(new ProducerRecord<>(
                Topics.LEDGER,
                Topics.partition(export, Topics.LEDGER_PARTITIONS),
                export.toString().getBytes(StandardCharsets.UTF_8),
                value));
    }
}
