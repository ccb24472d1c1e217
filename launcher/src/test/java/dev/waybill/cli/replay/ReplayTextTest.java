package dev.waybill.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.app.replay.PlannedWindow;
import dev.waybill.app.replay.ReplayProgress;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayReport.Outcome;
import dev.waybill.app.replay.WhyNot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.json.JsonText;
import dev.waybill.window.Window;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayTextTest {
    private static final ReplayReport REPORT = new ReplayReport(
            "7b2f60d1c4aa",
            "replay=7b2f60d1c4aa/",
            List.of(
                    outcome("2026-03-04T00:00:00Z", Optional.of(WhyNot.EXPIRED), 0, 0, 0),
                    outcome("2026-03-04T01:00:00Z", Optional.of(WhyNot.EXPIRED), 0, 0, 0),
                    outcome("2026-03-04T02:00:00Z", Optional.empty(), 3, 1, 48_211),
                    outcome("2026-03-04T03:00:00Z", Optional.empty(), 0, 0, 0),
                    outcome("2026-03-04T04:00:00Z", Optional.of(WhyNot.OPEN), 0, 0, 0)),
            OptionalLong.of(2),
            new TreeMap<>(Map.of("missing-tenant", 2L)));

    @Test
    void namesWhatWasReplayedAndWhatWasNotAndWhy() {
        assertThat(new ReplayText(REPORT).table()).isEqualTo("""
                EXPORT          WINDOW                UNTIL                 VERSION       PARTS  LATE  EVENTS
                acme/downloads  2026-03-04T02:00:00Z  2026-03-04T03:00:00Z  41b0f7c3a9e2  3      1     48211
                acme/downloads  2026-03-04T03:00:00Z  2026-03-04T04:00:00Z  41b0f7c3a9e2  0      0     0

                not replayed: acme/downloads from 2026-03-04T00:00:00Z to 2026-03-04T02:00:00Z, windows: 2: the input does not hold all of it any more
                not replayed: acme/downloads from 2026-03-04T04:00:00Z to 2026-03-04T05:00:00Z, windows: 1: it has not closed yet; the last one is due at 2026-03-04T05:10:10Z
                not in any window: 2 records, missing-tenant; see: waybill quarantine show
                replay 7b2f60d1c4aa: windows 2 of 5, parts 3, events 48211, receipts 2, in replay=7b2f60d1c4aa/
                """);
    }

    @Test
    void windowsThatDoNotFollowEachOtherAreLeftOutOneByOne() {
        ReplayReport apart = new ReplayReport(
                "7b2f60d1c4aa",
                "replay=7b2f60d1c4aa/",
                List.of(
                        outcome("2026-03-04T00:00:00Z", Optional.of(WhyNot.EXPIRED), 0, 0, 0),
                        outcome("2026-03-04T02:00:00Z", Optional.of(WhyNot.EXPIRED), 0, 0, 0),
                        outcome("2026-03-04T03:00:00Z", Optional.of(WhyNot.DISCARDED), 0, 0, 0)),
                OptionalLong.empty(),
                new TreeMap<>());

        assertThat(new ReplayText(apart).table().lines().filter(line -> line.startsWith("not replayed")))
                .hasSize(3)
                .allMatch(line -> line.contains("windows: 1: "));
    }

    @Test
    void saysHowWindowsDifferFromWhatWasDelivered() {
        ReplayReport differs = new ReplayReport(
                "7b2f60d1c4aa",
                "the original place",
                List.of(
                        differing("2026-03-04T00:00:00Z", 2, 1, 0),
                        differing("2026-03-04T01:00:00Z", 0, 0, 3),
                        outcome("2026-03-04T02:00:00Z", Optional.of(WhyNot.NOT_IN_LEDGER), 0, 0, 0)),
                OptionalLong.empty(),
                new TreeMap<>());

        assertThat(new ReplayText(differs).table()).isEqualTo("""
                not replayed: acme/downloads from 2026-03-04T00:00:00Z to 2026-03-04T02:00:00Z, windows: 2: it is not the same any more; only parts that the ledger names were delivered again; parts delivered again: 2, not made again: 1, made and not delivered: 3
                not replayed: acme/downloads from 2026-03-04T02:00:00Z to 2026-03-04T03:00:00Z, windows: 1: the ledger does not hold all of it, so nobody knows what was delivered; --beside delivers it
                replay 7b2f60d1c4aa: windows 0 of 3, parts 0, events 0, in the original place
                """);
        assertThat(JsonText.of(new ReplayText(differs).content()))
                .contains("\"why_not\": \"differs\"", "\"missing_parts\": 1", "\"other_parts\": 3")
                .contains("\"why_not\": \"not-in-ledger\"")
                .doesNotContain("receipts");
    }

    private static Outcome differing(String start, int parts, int missing, int others) {
        return new Outcome(outcome(start, Optional.of(WhyNot.DIFFERS), 0, 0, 0).window(), parts, 0, 7, missing, others);
    }

    @Test
    void listsEveryWindowForPrograms() {
        String json = JsonText.of(new ReplayText(REPORT).content());

        assertThat(json)
                .startsWith(
                        "{\n  \"id\": \"7b2f60d1c4aa\",\n  \"place\": \"replay=7b2f60d1c4aa/\",\n  \"complete\": false,")
                .contains("""
                            "start": "2026-03-04T02:00:00Z",
                              "end": "2026-03-04T03:00:00Z",
                              "version": "41b0f7c3a9e2",
                              "replayed": true,
                              "parts": 3,
                              "late_parts": 1,
                              "events": 48211
                        """.stripIndent().strip())
                .contains("\"why_not\": \"expired\"")
                .contains("\"why_not\": \"open\"")
                .contains("\"missing-tenant\": 2");
    }

    @Test
    void progressIsALineForEachChangeWhereThereIsNoTerminal() {
        StringWriter err = new StringWriter();
        try (ReplayBar bar = new ReplayBar(new PrintWriter(err), false)) {
            bar.accept(new ReplayProgress("x", 0, 4, List.of()));
            bar.accept(new ReplayProgress("x", 0, 4, List.of()));
            bar.accept(new ReplayProgress("x", 1, 4, List.of("acme/downloads is paused")));
        }

        assertThat(err).hasToString("""
                replay x: windows done 0, left 4
                replay x: windows done 1, left 3; waits: acme/downloads is paused
                """);
    }

    @Test
    void progressIsABarOnATerminalAndGoesWithIt() {
        StringWriter err = new StringWriter();
        try (ReplayBar bar = new ReplayBar(new PrintWriter(err), true)) {
            bar.accept(new ReplayProgress("x", 1, 2, List.of()));
        }

        assertThat(err)
                .hasToString("\r\u001b[K[###############---------------] replay x: windows done 1, left 1\r\u001b[K");
    }

    private static Outcome outcome(String start, Optional<WhyNot> whyNot, int parts, int late, long events) {
        Instant begin = Instant.parse(start);
        Instant end = begin.plus(Duration.ofHours(1));
        return new Outcome(
                new PlannedWindow(
                        new ExportId("acme", "downloads"),
                        Source.DOWNLOAD,
                        new Window(begin, end),
                        "41b0f7c3a9e2",
                        end.plusSeconds(610),
                        whyNot),
                parts,
                late,
                events,
                0,
                0);
    }
}
