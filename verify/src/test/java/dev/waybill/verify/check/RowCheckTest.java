package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.TestKeys;
import dev.waybill.verify.place.MemoryPlace;
import dev.waybill.verify.receipt.EventSum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a place with everything that a receipt can say: pages, days, late events, revisions, replays. */
class RowCheckTest {
    private final DeliveredPlace delivered = DeliveredPlace.make();
    private final TreeMap<String, byte[]> objects = delivered.objects();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    @Test
    void whatWasDeliveredRightHasTheRowsAndSumsOfItsReceipts() throws IOException {
        Summary summary = verify(this::rows);

        long delivered = summary.exports().stream()
                .mapToLong(export -> export.counts().delivered())
                .sum();
        assertThat(wrong()).isEmpty();
        assertThat(summary.rows().orElseThrow().rows()).isEqualTo(delivered);
        assertThat(summary.rows().orElseThrow().sums()).isGreaterThan(20);
        assertThat(summary.rows().orElseThrow().unsummed()).isZero();
        assertThat(read).hasSize((int) summary.objects());
    }

    @Test
    void nobodyLooksAtRowsUnasked() throws IOException {
        try (CheckedObjects none = CheckedObjects.none()) {
            Summary summary = new Verifier(TestKeys.ROTATION, Expectations.at(DeliveredPlace.NOW), none)
                    .verify(new MemoryPlace(objects), findings::add, Progress.NONE);

            assertThat(summary.rows()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotWhatWasSignedIsNeverParsed() throws IOException {
        // Given
        String part = newestParts().get(0);
        String longer = new String(objects.get(part), StandardCharsets.UTF_8) + "evil,2026-03-04T00:00:00Z\n";
        objects.put(part, longer.getBytes(StandardCharsets.UTF_8));

        // When
        Summary summary = verify(this::rows);

        // Then
        assertThat(wrong()).extracting(Finding::kind).containsExactly(FindingKind.ALTERED);
        assertThat(read).doesNotContain(part);
        assertThat(summary.rows().orElseThrow().unsummed()).isEqualTo(1);
    }

    @Test
    void aMissingObjectIsFoundOnceAndNotAsASumAsWell() throws IOException {
        // Given
        objects.remove(newestParts().get(0));

        // When
        Summary summary = verify(this::rows);

        // Then
        assertThat(wrong()).extracting(Finding::kind).containsExactly(FindingKind.MISSING);
        assertThat(summary.rows().orElseThrow().unsummed()).isEqualTo(1);
    }

    @Test
    void anObjectThatCannotBeReadIsNamedWithItsWindow() throws IOException {
        // Given
        String part = newestParts().get(0);

        // When
        verify((name, stored) -> {
            if (name.equals(part)) {
                throw new UnreadableRowsException("cannot be read as CSV behind row 3");
            }
            return rows(name, stored);
        });

        // Then
        assertThat(wrong()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.ROWS);
            assertThat(finding.export()).contains("downloads");
            assertThat(finding.window()).contains(Instant.parse("2026-03-04T09:00:00Z"));
            assertThat(finding.object()).contains(part);
            assertThat(finding.detail()).isEqualTo("cannot be read as CSV behind row 3");
        });
    }

    @Test
    void whatHasNoSumIsNotedOnceForEachExportAndReason() throws IOException {
        Summary summary = verify((name, stored) ->
                new Rows.Counted(rows(name, stored).count(), name.contains("downloads") ? "no id" : "no time"));

        List<Finding> notes = findings.stream()
                .filter(finding -> finding.kind() == FindingKind.NO_SUM)
                .toList();
        assertThat(wrong()).isEmpty();
        assertThat(notes).extracting(note -> note.export().orElseThrow()).doesNotHaveDuplicates();
        assertThat(notes)
                .anySatisfy(note -> assertThat(note.detail())
                        .matches("the sum of [0-9]+ windows from this one on was not checked: no id"));
        assertThat(summary.rows().orElseThrow().unsummed()).isGreaterThan(20);
        // Of windows without events the sum is known: zero.
        assertThat(summary.rows().orElseThrow().sums()).isPositive();
    }

    @Test
    void whatEarlierRunsFoundRightIsReadAgain(@TempDir Path folder) throws IOException {
        // Given
        Expectations expectations = Expectations.at(DeliveredPlace.NOW);
        try (CheckedObjects checked = CheckedObjects.in(folder.resolve("state"))) {
            new Verifier(TestKeys.ROTATION, expectations, checked)
                    .verify(new MemoryPlace(objects), findings::add, Progress.NONE);
        }

        // When
        Summary summary;
        try (CheckedObjects checked = CheckedObjects.in(folder.resolve("state"))) {
            summary = new Verifier(TestKeys.ROTATION, expectations, checked)
                    .withRows(this::rows)
                    .verify(new MemoryPlace(objects), findings::add, Progress.NONE);
        }

        // Then
        assertThat(read).hasSize((int) summary.objects());
        assertThat(summary.rows().orElseThrow().unsummed()).isZero();
    }

    private List<String> newestParts() {
        return delivered.log().stream()
                .filter(each -> each.receipt().equals("_receipts/downloads/20260304T090000Z.json"))
                .findFirst()
                .orElseThrow()
                .parts();
    }

    private List<Finding> wrong() {
        return findings.stream().filter(finding -> finding.kind().isWrong()).toList();
    }

    private Summary verify(RowReader reader) throws IOException {
        try (CheckedObjects none = CheckedObjects.none()) {
            return new Verifier(TestKeys.ROTATION, Expectations.at(DeliveredPlace.NOW), none)
                    .withRows(reader)
                    .verify(new MemoryPlace(objects), findings::add, Progress.NONE);
        }
    }

    /** The lines of the place's files. */
    private Rows rows(String name, byte[] stored) {
        read.add(name);
        List<String> lines = new String(stored, StandardCharsets.UTF_8).lines().toList();
        EventSum sum = lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(fields -> EventSum.of(fields[0], Instant.parse(fields[1])))
                .reduce(EventSum.ZERO, EventSum::plus);
        return new Rows.Summed(lines.size() - 1, sum);
    }
}
