package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.status.ScenarioCatalog;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.RecordRefused;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day of random entries and deliveries, in an order that a cluster may have them in, against sets that hold everything. What
 * was read while it was written, what was read at once, and what was read in between by a console that was restarted are the same.
 */
class RandomStreamTest {
    private static final Instant FIRST = Instant.parse("2026-03-04T05:00:00Z");
    private static final int HOURS = 24;
    private static final int PARTITIONS = 3;
    private static final List<ExportId> EXPORTS = List.of(ScenarioCatalog.DOWNLOADS, ScenarioCatalog.AUDIT);

    /** Everything of one window, kept the simple way. */
    private static final class Truth {
        final Set<String> parts = new HashSet<>();
        final Set<String> arrived = new HashSet<>();
        final Set<String> refused = new HashSet<>();
        LedgerCounts counts = LedgerCounts.NONE;
        long late;
        long bytes;
        boolean receipt;

        WindowState state() {
            if (!refused.isEmpty()) {
                return WindowState.MISSING;
            }
            if (parts.isEmpty()) {
                return WindowState.EMPTY;
            }
            if (!arrived.equals(parts)) {
                return WindowState.LATE;
            }
            return receipt ? WindowState.VERIFIED : WindowState.DELIVERED;
        }
    }

    private record Saying(Instant at, Runnable say) {}

    private final ConsoleScenario scenario = new ConsoleScenario();
    private final Map<ExportId, Map<Instant, Truth>> truths = new HashMap<>();
    private final List<Saying> sayings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void knowsWhatSetsOfEverythingWouldKnow(long seed) {
        // Given
        scenario.catalog.apply("2026-03-04T04:10:00Z");
        Random random = new Random(seed);
        for (ExportId export : EXPORTS) {
            for (int hour = 0; hour < HOURS; hour++) {
                plan(export, FIRST.plus(Duration.ofHours(hour)), random);
            }
        }
        sayings.sort(Comparator.comparing(Saying::at));
        ConsoleState restarted = scenario.console(FollowedState.Bounds.DEFAULT);

        // When
        for (int i = 0; i < sayings.size(); i++) {
            scenario.clients.log.now = sayings.get(i).at();
            sayings.get(i).say().run();
            if (random.nextInt(5) == 0) {
                scenario.known();
            }
            if (i == sayings.size() / 2) {
                ConsoleScenario.known(restarted);
            }
        }
        scenario.at("2026-03-05T09:00:00Z");
        pass("2026-03-05T08:59:00Z");

        // Then
        Map<ExportId, List<WindowLine>> live = lines(scenario.known());
        assertThat(lines(ConsoleScenario.known(restarted))).isEqualTo(live);
        assertThat(lines(scenario.restart().known())).isEqualTo(live);
        for (ExportId export : EXPORTS) {
            assertThat(live.get(export)).hasSize(HOURS);
            for (WindowLine line : live.get(export)) {
                Truth truth = truths.get(export).get(line.window().start());
                assertThat(line.counts()).isEqualTo(truth.counts);
                assertThat(line.late()).isEqualTo(truth.late);
                assertThat(line.parts()).isEqualTo(truth.parts.size());
                assertThat(line.arrived()).isEqualTo(truth.arrived.size());
                assertThat(line.bytes()).isEqualTo(truth.bytes);
                assertThat(line.receipt().isPresent()).isEqualTo(truth.receipt);
                assertThat(line.state()).as("%s of %s", line, export).isEqualTo(truth.state());
            }
        }
    }

    private void pass(String through) {
        for (Source source : Source.values()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                scenario.passed(source, partition, PARTITIONS, through);
            }
        }
    }

    private Map<ExportId, List<WindowLine>> lines(ConsoleState state) {
        Map<ExportId, List<WindowLine>> lines = new TreeMap<>();
        EXPORTS.forEach(export -> lines.put(
                export,
                state.windows(export, FIRST, FIRST.plus(Duration.ofHours(HOURS)), 100)
                        .orElseThrow()
                        .windows()));
        return lines;
    }

    private void plan(ExportId export, Instant start, Random random) {
        Window window = new Window(start, start.plus(Duration.ofHours(1)));
        Truth truth = new Truth();
        truths.computeIfAbsent(export, any -> new TreeMap<>()).put(start, truth);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (random.nextInt(3) > 0) {
                batch(export, window, Optional.empty(), partition, window.end().plusSeconds(620), truth, random);
            }
            if (random.nextInt(6) == 0) {
                Instant hour = window.end().plus(Duration.ofHours(1 + random.nextInt(2)));
                batch(export, window, Optional.of(hour), partition, hour.plusSeconds(3_620), truth, random);
            }
        }
        if (random.nextInt(4) > 0) {
            truth.receipt = true;
            say(window.end().plusSeconds(900), () -> scenario.receipt(export, window));
        }
    }

    private void batch(
            ExportId export,
            Window window,
            Optional<Instant> hour,
            int partition,
            Instant closed,
            Truth truth,
            Random random) {
        LedgerBatch batch = new LedgerBatch(export, window, hour);
        say(
                closed.minusSeconds(900),
                () -> scenario.say(new BatchOpened(
                        ConsoleScenario.source(export, partition), batch, ConsoleScenario.VERSION, closed)));
        int parts = random.nextInt(4);
        for (int number = 0; number < parts; number++) {
            part(ConsoleScenario.emitted(export, window, hour, partition, number), closed, truth, random);
        }
        int filtered = random.nextInt(50);
        LedgerCounts counts = new LedgerCounts(parts * 10L + filtered, parts * 10L, filtered, 0, 0);
        truth.counts = truth.counts.plus(counts);
        truth.late += hour.isPresent() ? counts.read() : 0;
        say(closed, () -> scenario.say(ConsoleScenario.finished(export, window, hour, partition, counts)));
    }

    /** Delivered before the ledger shows it, soon, late, again, never; or refused. */
    private void part(PartEmitted part, Instant closed, Truth truth, Random random) {
        Instant emitted = closed.minusSeconds(random.nextInt(60));
        truth.parts.add(part.object());
        truth.bytes += part.size();
        say(emitted, () -> scenario.say(part));
        int fate = random.nextInt(20);
        if (fate == 0) {
            truth.refused.add(part.object());
            say(emitted.plusSeconds(random.nextInt(100) - 20), () -> refuse(part));
        } else if (fate > 1) {
            truth.arrived.add(part.object());
            for (int times = 0; times < 1 + random.nextInt(2); times++) {
                say(emitted.plusSeconds(random.nextInt(times == 0 ? 200 : 7_000) - 20), () -> scenario.delivered(part));
            }
        }
    }

    private void refuse(PartEmitted part) {
        scenario.say(new RecordRefused(
                ConsoleScenario.lane(part.export()),
                scenario.clients.log.now,
                1,
                Optional.of(part.object()),
                new DeliveryTrouble("RECORD_REFUSED", "", "find out who")));
    }

    private void say(Instant at, Runnable saying) {
        sayings.add(new Saying(at, saying));
    }
}
