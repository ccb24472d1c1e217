package dev.waybill.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.batch.Part;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.kafka.replay.DeliveredParts.Verdict;
import dev.waybill.kafka.replay.PartDiffers;
import dev.waybill.kafka.replay.PartWritten;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.PartsHash;
import dev.waybill.ledger.Stamped;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two partitions have passed a quarter past nine, and the ledger holds what arrived from three o'clock on. */
class LedgerPartsTest {
    private static final ExportId EXPORT = new ExportId("acme", "downloads");
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Instant SINCE = Instant.parse("2026-03-04T03:00:00Z");
    private static final Instant THROUGH = Instant.parse("2026-03-04T09:15:00Z");

    private final LedgerView view = new LedgerView();

    LedgerPartsTest() {
        passed(0, SINCE, THROUGH);
        passed(1, SINCE.minusSeconds(60), THROUGH.plusSeconds(60));
    }

    @Test
    void windowsBeforeTheLedgerBeganAreNotInIt() {
        assertThat(whyNot("03:00")).contains(WhyNot.NOT_IN_LEDGER);
        assertThat(whyNot("03:04")).contains(WhyNot.NOT_IN_LEDGER);
        assertThat(whyNot("03:05")).isEmpty();
    }

    @Test
    void windowsWhoseEntriesWereRemovedAreNotInIt() {
        // What was removed was appended by five; an event may be ahead of its arrival, and that of the append.
        LedgerEvidence evidence =
                LedgerEvidence.of(window("05:00"), view, Optional.of(Instant.parse("2026-03-04T05:00:00Z")), SKEW);

        assertThat(evidence.whyNot(window("05:10"))).contains(WhyNot.NOT_IN_LEDGER);
        assertThat(evidence.whyNot(window("05:11"))).isEmpty();
    }

    @Test
    void windowsThatAPartitionHasNotPassedAreNotFinished() {
        assertThat(whyNot("08:04")).isEmpty();
        assertThat(whyNot("08:06")).contains(WhyNot.UNFINISHED);
    }

    @Test
    void windowsThatWereDueAndNotEmittedAreNotFinished() {
        // Given
        view.add(new BatchOpened(source(1), batch("05:00", Optional.empty()), "0a1b2c3d4e5f", at("06:10")));
        view.add(new BatchOpened(source(1), batch("06:00", Optional.empty()), "0a1b2c3d4e5f", at("07:10")));
        view.add(new BatchFinished(
                source(1),
                batch("06:00", Optional.empty()),
                "0a1b2c3d4e5f",
                LedgerCounts.NONE,
                0,
                0,
                0,
                PartsHash.NONE,
                "0".repeat(64)));
        // Late events of the hour that is not over yet are no reason.
        view.add(new BatchOpened(source(1), batch("07:00", Optional.of(at("09:00"))), "0a1b2c3d4e5f", at("10:00")));

        // Then
        assertThat(whyNot("05:00")).contains(WhyNot.UNFINISHED);
        assertThat(whyNot("06:00")).isEmpty();
        assertThat(whyNot("07:00")).isEmpty();
    }

    @Test
    void nothingIsKnownAsLongAsAPartitionHasSaidNothing() {
        LedgerView silent = new LedgerView();
        silent.add(new PartitionPassed(source(0), 2, THROUGH, SINCE, Stamped.BROKER, false));

        LedgerEvidence evidence = LedgerEvidence.of(window("05:00"), silent, Optional.empty(), SKEW);

        assertThat(evidence.whyNot(window("05:00"))).contains(WhyNot.UNFINISHED);
        assertThat(evidence.wholeFrom()).isEqualTo(Instant.MAX);
    }

    @Test
    void aPartIsTheSameOnlyWithTheSameNameAndBytes() {
        // Given
        emitted("05:00", Optional.empty(), "a.csv", "a");
        LedgerParts delivered = delivered();

        // Then
        assertThat(delivered.of(part("05:00", Optional.empty(), "a.csv", "a"))).isEqualTo(Verdict.NAMED);
        assertThat(delivered.of(part("05:00", Optional.empty(), "a.csv", "b"))).isEqualTo(Verdict.OTHER);
        assertThat(delivered.of(part("05:00", Optional.empty(), "b.csv", "a"))).isEqualTo(Verdict.OTHER);
    }

    @Test
    void lateEventsOfAnHourThatIsNotOverAreALiveMatter() {
        // Given
        emitted("05:00", Optional.of(at("09:00")), "run.csv", "a");
        LedgerParts delivered = delivered();

        // Then
        assertThat(delivered.of(part("05:00", Optional.of(at("09:00")), "run.csv", "a")))
                .isEqualTo(Verdict.NAMED);
        assertThat(delivered.of(part("05:00", Optional.of(at("09:00")), "rest.csv", "b")))
                .isEqualTo(Verdict.LIVE);
        assertThat(delivered.of(part("05:00", Optional.of(at("08:00")), "rest.csv", "b")))
                .isEqualTo(Verdict.OTHER);
        assertThat(delivered.missing(window("05:00"), Set.of())).isZero();
    }

    @Test
    void aWindowDiffersThatLacksAPartOrHasAnotherOne() {
        // Given
        emitted("05:00", Optional.empty(), "a.csv", "a");
        emitted("05:00", Optional.of(at("07:00")), "late.csv", "l");
        emitted("06:00", Optional.empty(), "b.csv", "b");
        emitted("07:00", Optional.empty(), "c.csv", "c");
        ReplayNotes notes = new ReplayNotes();
        for (ReplayNoteOf note : List.of(
                new ReplayNoteOf("05:00", "a.csv", false),
                new ReplayNoteOf("06:00", "b.csv", false),
                new ReplayNoteOf("07:00", "c.csv", false),
                new ReplayNoteOf("07:00", "d.csv", true))) {
            notes.add(new byte[0], note.json());
        }

        // When
        ReplayReport report = ReplayReport.of(
                new ReplayId("r1"),
                new ReplayRequest(
                        "acme",
                        Optional.of("downloads"),
                        at("05:00"),
                        at("08:00"),
                        ReplayVersions.REIGNED,
                        new OriginalPlace()),
                List.of(window("05:00"), window("06:00"), window("07:00")),
                notes,
                Optional.of(delivered()));

        // Then
        assertThat(report.isComplete()).isFalse();
        assertThat(report.place()).isEqualTo("the original place");
        assertThat(report.windows())
                .extracting(
                        outcome -> outcome.window().whyNot(),
                        ReplayReport.Outcome::parts,
                        ReplayReport.Outcome::missing,
                        ReplayReport.Outcome::others)
                .containsExactly(
                        tuple(Optional.of(WhyNot.DIFFERS), 1, 1, 0),
                        tuple(Optional.empty(), 1, 0, 0),
                        tuple(Optional.of(WhyNot.DIFFERS), 1, 0, 1));
    }

    private record ReplayNoteOf(String start, String object, boolean differs) {
        byte[] json() {
            return differs
                    ? new PartDiffers(EXPORT, at(start), object).toJson()
                    : new PartWritten(EXPORT, at(start), false, object, 1, 1, Sha256.hex("a")).toJson();
        }
    }

    private Optional<WhyNot> whyNot(String start) {
        return LedgerEvidence.of(window(start), view, Optional.empty(), SKEW).whyNot(window(start));
    }

    private LedgerParts delivered() {
        LedgerParts delivered = new LedgerParts(
                TestCatalog.ruling(List.of()).snapshot().settings().orElseThrow());
        delivered.add(LedgerEvidence.of(window("05:00"), view, Optional.empty(), SKEW), view.parts(EXPORT));
        return delivered;
    }

    private void passed(int partition, Instant since, Instant through) {
        view.add(new PartitionPassed(source(partition), 2, through, since, Stamped.BROKER, false));
    }

    private void emitted(String start, Optional<Instant> lateHour, String object, String content) {
        view.add(new PartEmitted(source(0), batch(start, lateHour), 0, object, 1, 1, Sha256.hex(content)));
    }

    private static Part part(String start, Optional<Instant> lateHour, String object, String content) {
        return new Part(
                EXPORT,
                "export.acme.downloads",
                window(start).window(),
                lateHour,
                0,
                1,
                object,
                "text/csv",
                "0a1b2c3d4e5f",
                Sha256.hex(content),
                content.getBytes(StandardCharsets.UTF_8));
    }

    private static LedgerSource source(int partition) {
        return new LedgerSource("waybill", Source.DOWNLOAD, partition);
    }

    private static LedgerBatch batch(String start, Optional<Instant> lateHour) {
        return new LedgerBatch(EXPORT, window(start).window(), lateHour);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-04T" + time + ":00Z");
    }

    /** Due an hour and ten minutes after it starts. */
    private static PlannedWindow window(String start) {
        Instant begin = at(start);
        return new PlannedWindow(
                EXPORT,
                Source.DOWNLOAD,
                new Window(begin, begin.plus(Duration.ofHours(1))),
                "0a1b2c3d4e5f",
                begin.plus(Duration.ofMinutes(70)),
                Optional.empty());
    }
}
