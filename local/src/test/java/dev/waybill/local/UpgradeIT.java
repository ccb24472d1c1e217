package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.ExportId;
import dev.waybill.local.DeliveredFiles.DeliveredFile;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Another program beside the one that was built, under load: instances of {@code run}, the sink and the commands go over to the new
 * one, whatever goes first, and back. In the end each event stands in exactly one file of each export, as often as it was
 * published where copies are delivered, and the receipts of all windows say so, in one chain, to the verifiers of both.
 *
 * <p>{@code -Dupgrade.from=FOLDER} names the folder of the older program: its script {@code waybill}, {@code lib} and
 * {@code lib-local}. {@code -Dupgrade.kind} says what the changelog promises: {@code rolling}, instances are replaced one by one,
 * and can go back; or {@code stop}: they are not mixed, there is no way back, and what is tried all the same is refused.
 */
@EnabledIfSystemProperty(named = "upgrade.from", matches = ".+")
class UpgradeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(10);
    private static final boolean IS_ROLLING = switch (System.getProperty("upgrade.kind", "rolling")) {
        case "rolling" -> true;
        case "stop" -> false;
        default -> throw new IllegalArgumentException("-Dupgrade.kind must be rolling or stop");
    };
    private static final String ONCE = "once";
    private static final String COPIES = "copies";

    /** What goes over first; the others follow. */
    enum First {
        STREAMS,
        SINK,
        COMMANDS;

        List<First> order() {
            List<First> order = new ArrayList<>(List.of(values()));
            Collections.rotate(order, -ordinal());
            return order;
        }
    }

    @TempDir
    Path folder;

    private InstalledWaybill older;
    private InstalledWaybill newer;
    private TwoVersions both;
    private ReceiptJudge judge;
    private KilledSink sink;
    private EventFlow flow;
    private final List<ChildProcess> instances = new ArrayList<>();
    private int kills;
    private int columns;

    @BeforeEach
    void start() throws Exception {
        older = InstalledWaybill.unpacked(Path.of(System.getProperty("upgrade.from")));
        newer = InstalledWaybill.in(folder.resolve("newer"));
        judge = new ReceiptJudge(folder);
        both = new TwoVersions(folder);
        both.begin(older);
        sink = both.sink(older);
        instances.add(both.run(older, 0));
        instances.add(both.run(older, 1));
        both.awaitReigning();
        flow = new EventFlow(both.producer(), TwoVersions.TENANTS, 6, 20_261_128L);
    }

    @AfterEach
    void stop() throws Exception {
        if (flow != null) {
            flow.close();
        }
        if (sink != null) {
            sink.close();
        }
        both.close();
        newer.close();
    }

    @ParameterizedTest
    @EnumSource(First.class)
    void nothingIsLostOrDoubledWhateverGoesOverFirst(First first) throws Exception {
        // Given
        long begun = System.nanoTime();
        awaitDelivered();

        // When
        for (First part : first.order()) {
            goOver(part, older, newer);
        }
        goBack(first);
        awaitDelivered();
        flow.stop();
        Instant ends = Instant.now().plus(LONGEST_WINDOW);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(rows()).isGreaterThanOrEqualTo(flow.copies().size() + (long) flow.records()));
        judge(ends);
        assertThat(delivered()).isEqualTo(expected());
        instances.forEach(ChildProcess::requireAlive);
        sink.requireAlive();
        System.out.printf(
                "%s first: %d records published, %d different events; %d files; %d kills; %d s%n",
                first,
                flow.records(),
                flow.copies().size(),
                DeliveredFiles.in(both.places()).size(),
                kills,
                (System.nanoTime() - begun) / 1_000_000_000);
    }

    private void goOver(First part, InstalledWaybill from, InstalledWaybill to) throws Exception {
        switch (part) {
            case STREAMS -> {
                if (IS_ROLLING) {
                    roll(from, to);
                } else {
                    restartAll(to);
                }
            }
            case SINK -> sink.replaceBy(to);
            case COMMANDS -> {
                change(to, from);
                if (from.has("console") && to.has("console")) {
                    askConsoles(both.console(from), both.console(to));
                }
            }
        }
        awaitDelivered();
    }

    /** One after the other, the second one by a kill; between the two, both programs share the work and are given commands. */
    private void roll(InstalledWaybill from, InstalledWaybill to) throws Exception {
        instances.get(0).stop();
        instances.set(0, both.run(to, 0));
        awaitDelivered();
        change(from, to);
        instances.get(1).kill();
        kills++;
        instances.set(1, both.run(to, 1));
        awaitDelivered();
        instances.get(0).kill();
        kills++;
        instances.set(0, both.run(to, 0));
    }

    /** None starts beside others of another version; all stop, the new program is applied, and all start. */
    private void restartAll(InstalledWaybill to) throws Exception {
        ChildProcess beside = both.startRun(to, 2);
        assertThat(beside.end()).isEqualTo(1);
        assertThat(beside.output()).anyMatch(line -> line.contains("and read other topics than this one"));
        awaitDelivered();
        for (ChildProcess instance : instances) {
            assertThat(instance.stop()).isEqualTo(143);
        }
        assertThat(both.tryToApply(to).code()).isZero();
        instances.set(0, both.run(to, 0));
        instances.set(1, both.run(to, 1));
    }

    /** Changes all exports by one program, and looks with the other one, which sees the same and finds nothing to change. */
    private void change(InstalledWaybill by, InstalledWaybill other) throws Exception {
        String tenant = TwoVersions.TENANTS.tenant(0);
        columns++;
        both.writeSpecs(columns % 2 == 1 ? "[event_id, uri, occurred_at]" : "[event_id, occurred_at, uri]");
        assertThat(both.plan(by)).contains("3 changed");
        TwoVersions.Ended applied = both.tryToApply(by);
        if (!IS_ROLLING && applied.code() != 0) {
            // It would begin to read something new for the application that runs.
            assertThat(applied.text()).contains("stop every instance and try again");
            return;
        }
        assertThat(applied.code()).as(applied.text()).isZero();
        int reigns = both.reigns(tenant).size();
        assertThat(both.tryToApply(other).code()).isZero();
        assertThat(both.reigns(tenant)).hasSize(reigns);
        both.command(by, "pause", List.of(tenant, "--by", "ops", "--why", "ticket 7"));
        assertThat(both.catalog().paused(new ExportId(tenant, ONCE))).isPresent();
        assertThat(both.run(other, List.of("status", tenant, "--bootstrap", both.bootstrapServers()))
                        .text())
                .contains("paused");
        both.command(other, "resume", List.of(tenant, "--by", "ops"));
        assertThat(both.catalog().paused(new ExportId(tenant, ONCE))).isEmpty();
        both.awaitReigning();
    }

    private static void askConsoles(ConsoleCaller one, ConsoleCaller other) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode exports = one.get("/exports").path("exports");
            assertThat(exports).hasSize(2 * TwoVersions.TENANTS.count());
            assertThat(exports.findValuesAsText("state")).doesNotContain("blocked", "held-back");
            assertThat(other.get("/exports").path("exports").findValuesAsText("version"))
                    .isEqualTo(exports.findValuesAsText("version"));
        });
    }

    private void goBack(First first) throws Exception {
        if (IS_ROLLING) {
            List<First> order = new ArrayList<>(first.order());
            Collections.reverse(order);
            for (First part : order) {
                goOver(part, newer, older);
            }
        } else {
            for (ChildProcess instance : instances) {
                assertThat(instance.stop()).isEqualTo(143);
            }
            ChildProcess tried = both.startRun(older, 0);
            assertThat(tried.end()).isEqualTo(1);
            assertThat(tried.output()).anyMatch(line -> line.contains("the version that wrote it"));
            both.awaitNobodyRuns();
            instances.set(0, both.run(newer, 0));
            instances.set(1, both.run(newer, 1));
        }
    }

    /** Waits until something has come to every tenant's place that was not there before. */
    private void awaitDelivered() throws IOException {
        Map<String, Integer> before = new TreeMap<>();
        for (String tenant : TwoVersions.TENANTS.all()) {
            before.put(tenant, DeliveredFiles.in(both.place(tenant)).size());
        }
        for (String tenant : TwoVersions.TENANTS.all()) {
            await().atMost(PATIENCE)
                    .failFast(() -> {
                        sink.requireAlive();
                        instances.forEach(ChildProcess::requireAlive);
                    })
                    .untilAsserted(() ->
                            assertThat(DeliveredFiles.in(both.place(tenant))).hasSizeGreaterThan(before.get(tenant)));
        }
    }

    /** The receipts of all windows are there, say what was published, and are believed by the verifiers of both programs. */
    private void judge(Instant ends) throws Exception {
        for (String tenant : TwoVersions.TENANTS.all()) {
            Summary summary = judge.awaitClean(() -> both.place(tenant), ends);
            long records = flow.recordsOf(tenant);
            long events = flow.eventsOf(tenant);
            assertThat(summary.exports())
                    .extracting(
                            ExportTotals::export,
                            export -> export.counts().read(),
                            export -> export.counts().delivered(),
                            export -> export.counts().duplicate())
                    .containsExactly(
                            tuple(COPIES, records, records, 0L), tuple(ONCE, records, events, records - events));
            assertThat(summary.rows().orElseThrow().unsummed()).isZero();
        }
        String place = both.place(TwoVersions.TENANTS.tenant(0)).toString();
        for (InstalledWaybill program : List.of(older, newer)) {
            TwoVersions.Ended verified = both.run(
                    program,
                    List.of(
                            "verify",
                            "--public-key",
                            folder.resolve("receipts/signing.pub.pem").toString(),
                            "--until",
                            ends.toString(),
                            place));
            assertThat(verified.code()).as(verified.text()).isZero();
        }
    }

    private long rows() throws IOException {
        return delivered().values().stream()
                .flatMap(exports -> exports.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }

    /** How often each event stands in the files of each export, by its id. */
    private Map<String, Map<String, Integer>> delivered() throws IOException {
        Map<String, Map<String, Integer>> delivered = new TreeMap<>();
        for (DeliveredFile file : DeliveredFiles.in(both.places())) {
            String export = file.path().contains("-" + ONCE + "-") ? ONCE : COPIES;
            file.text()
                    .lines()
                    .skip(1)
                    .forEach(line -> delivered
                            .computeIfAbsent(line.split(",")[0], id -> new TreeMap<>())
                            .merge(export, 1, Integer::sum));
        }
        return delivered;
    }

    private Map<String, Map<String, Integer>> expected() {
        Map<String, Map<String, Integer>> expected = new TreeMap<>();
        flow.copies().forEach((id, copies) -> expected.put(id, Map.of(ONCE, 1, COPIES, copies)));
        return expected;
    }
}
