package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.TestKeys;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.place.MemoryPlace;
import dev.waybill.verify.receipt.Issuing;
import dev.waybill.verify.receipt.Issuing.Delivered;
import dev.waybill.verify.receipt.Resigned;
import dev.waybill.verify.receipt.SignedReceipt;
import dev.waybill.verify.receipt.UnreadableReceiptException;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not a change of a single object. Those are in {@link TamperingTest} and {@link VectorsTest}. */
class VerifierTest {
    private static final String NEWEST = "_receipts/downloads/20260304T090000Z.json";

    private final DeliveredPlace delivered = DeliveredPlace.make();
    private final TreeMap<String, byte[]> objects = delivered.objects();

    private static Expectations until(String time) {
        return new Expectations(DeliveredPlace.NOW, Optional.of(Instant.parse(time)), Optional.empty(), List.of());
    }

    private static Expectations known(byte[] receipt) throws UnreadableReceiptException {
        return new Expectations(
                DeliveredPlace.NOW, Optional.empty(), Optional.empty(), List.of(SignedReceipt.read(receipt)));
    }

    /** Takes an export's newest receipts away, with all they name. */
    private void cutOff(String export, int receipts) {
        List<Delivered> ofExport = delivered.log().stream()
                .filter(each -> each.export().equals(export))
                .toList();
        for (Delivered each : ofExport.subList(ofExport.size() - receipts, ofExport.size())) {
            objects.remove(each.receipt());
            objects.keySet().removeAll(each.parts());
        }
    }

    @Test
    void sumsUpWhatReceiptsSay() {
        ExportTotals downloads = Checked.of(objects).summary().exports().stream()
                .filter(export -> export.export().equals("downloads"))
                .findFirst()
                .orElseThrow();

        assertThat(downloads.windows()).isEqualTo(10);
        assertThat(downloads.from()).isEqualTo("2026-03-04T00:00:00Z");
        assertThat(downloads.until()).isEqualTo("2026-03-04T10:00:00Z");
        // Ten windows and one hour of late events, with three filtered events each.
        assertThat(downloads.counts().filtered()).isEqualTo(33);
        assertThat(downloads.counts().read()).isEqualTo(downloads.counts().delivered() + 66);
    }

    @Test
    void notesWhatIsPartial() {
        assertThat(Checked.of(objects).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.PARTIAL);
            assertThat(finding.window()).contains(Instant.parse("2026-03-04T00:00:00Z"));
        });
    }

    @Test
    void theNewestWindowsCutOffShowByTheTime() {
        cutOff("downloads", 3);

        assertThat(Checked.of(objects).wrong()).isEmpty();
        assertThat(Checked.of(objects, until("2026-03-04T07:59:59Z")).wrong()).isEmpty();
        assertThat(Checked.of(objects, until("2026-03-04T08:00:00Z")).wrong())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(FindingKind.CUT_OFF);
                    assertThat(finding.export()).contains("downloads");
                    assertThat(finding.window()).contains(Instant.parse("2026-03-04T07:00:00Z"));
                });
    }

    @Test
    void anOldStatePlayedBackShowsByAReceiptKeptElsewhere() throws UnreadableReceiptException {
        byte[] kept = objects.get(NEWEST);
        assertThat(Checked.of(objects, known(kept)).wrong()).isEmpty();

        cutOff("downloads", 1);

        assertThat(Checked.of(objects, known(kept)).wrong()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.CUT_OFF);
            assertThat(finding.object()).contains(NEWEST);
            assertThat(finding.detail())
                    .isEqualTo("the receipt that is known, number 11 of its chain, is not there; the newest there has"
                            + " number 10");
        });
    }

    @Test
    void anotherHistoryShowsByAReceiptKeptElsewhere() throws UnreadableReceiptException {
        byte[] other = Resigned.changed(
                TestKeys.NEW.id(), TestKeys.NEW, objects.get(NEWEST), root -> root.put("source-partitions", 3));

        assertThat(Checked.of(objects, known(other)).wrong())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(FindingKind.BROKEN_CHAIN));
    }

    @Test
    void theFirstReceiptAtANewDestinationKnowsTheLastAtTheOld() throws UnreadableReceiptException {
        String last = SignedReceipt.read(objects.get(NEWEST)).hash();
        byte[] first = Resigned.changed(TestKeys.NEW.id(), TestKeys.NEW, objects.get(NEWEST), root -> {
            root.putObject("chain").put("number", 2).put("seq", 1).put("continues", last);
        });
        assertThat(Checked.of(objects, known(first)).wrong()).isEmpty();

        cutOff("downloads", 1);

        assertThat(Checked.of(objects, known(first)).kinds()).containsExactly(FindingKind.CUT_OFF);
    }

    @Test
    void aChainThatIsTakenUpElsewhereShows() {
        objects.put(
                NEWEST,
                Resigned.changed(
                        TestKeys.NEW.id(),
                        TestKeys.NEW,
                        objects.get(NEWEST),
                        root -> ((ObjectNode) root.get("chain")).put("previous", "00".repeat(32))));

        assertThat(Checked.of(objects).kinds()).containsExactly(FindingKind.BROKEN_CHAIN);
    }

    @Test
    void twoReceiptsAboutOneWindowOrWithOneNumberShow() {
        objects.put(
                "_receipts/downloads/20260304T091500Z.json",
                Resigned.changed(TestKeys.NEW.id(), TestKeys.NEW, objects.get(NEWEST), root -> {
                    ObjectNode window = (ObjectNode) root.at("/windows/0");
                    window.put("start", "2026-03-04T09:15:00Z");
                }));

        assertThat(Checked.of(objects).wrong())
                .filteredOn(finding -> finding.kind() == FindingKind.DOUBLED_RECEIPT)
                .extracting(Finding::detail)
                .containsExactlyInAnyOrder(
                        "has the same number in its chain as " + NEWEST,
                        "covers windows that " + NEWEST + " covers too");
        assertThat(Checked.of(objects).kinds())
                .contains(FindingKind.DOUBLED)
                .doesNotContain(FindingKind.MISSING_RECEIPT);
    }

    @Test
    void otherTenantsReceiptsAreNoProof() {
        Expectations globex = new Expectations(DeliveredPlace.NOW, Optional.empty(), Optional.of("globex"), List.of());

        assertThat(Checked.of(objects, globex).kinds()).contains(FindingKind.FOREIGN_RECEIPT, FindingKind.NO_RECEIPTS);
    }

    @Test
    void believesNoKeyThatWasNotGiven() {
        KeySet thief = KeySet.of(List.of(TestKeys.THIEF.verifyingKey()));

        Checked checked = Checked.of(objects, thief, Expectations.at(DeliveredPlace.NOW));

        assertThat(checked.kinds())
                .contains(FindingKind.NO_RECEIPTS)
                .containsOnly(FindingKind.FORGED_RECEIPT, FindingKind.NO_RECEIPTS, FindingKind.EXTRA);
        assertThat(checked.summary().receipts()).isZero();
    }

    @Test
    void anEmptyPlaceIsNotClean() {
        assertThat(Checked.of(Map.of()).kinds()).containsExactly(FindingKind.NO_RECEIPTS);
    }

    @Test
    void objectsOfWindowsThatAreNotCompleteWait() {
        String waiting = "year=2026/acme-downloads-20260304T100000Z-p0-00000-0123456789ab.csv";
        String late = "year=2026/acme-downloads-20260304T010000Z-late-20260304T090000Z-p0-00000-0123456789ab.csv";
        String first = "year=2026/acme-new-20260307T230000Z-p0-00000-0123456789ab.csv";
        for (String name : List.of(waiting, late, first)) {
            objects.put(name, new byte[] {1});
        }

        Checked checked = Checked.of(objects);

        assertThat(checked.wrong()).isEmpty();
        assertThat(checked.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.WAITING)
                .extracting(finding -> finding.object().orElseThrow())
                .containsExactlyInAnyOrder(waiting, late, first);
        assertThat(Checked.of(objects, until("2026-03-04T10:00:00Z")).kinds()).containsExactly(FindingKind.EXTRA);
    }

    @Test
    void whatAReplayHasJustDeliveredWaitsHoweverOldItsWindows() {
        // Given
        String name = "replay=r2/year=2026/acme-downloads-20260304T000000Z-p0-00000-0123456789ab.csv";
        objects.put(name, new byte[] {1});
        Instant inTwoDays = MemoryPlace.STORED.plus(Duration.ofDays(2));

        // When
        Checked soon = Checked.of(objects, Expectations.at(inTwoDays));
        Checked later = Checked.of(objects, Expectations.at(inTwoDays.plusSeconds(1)));

        // Then
        assertThat(soon.wrong()).isEmpty();
        assertThat(soon.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.WAITING)
                .extracting(finding -> finding.object().orElseThrow())
                .containsExactly(name);
        assertThat(later.kinds()).containsExactly(FindingKind.EXTRA);
    }

    @Test
    void nothingWaitsThatCannotBeOfANewWindow() {
        for (String name : List.of(
                "acme-downloads-20260304T080000Z-p0-00000-0123456789ab.csv",
                "acme-downloads-20260304T010000Z-late-20260304T070000Z-p0-00000-0123456789ab.csv",
                "acme-downloads-20260309T000000Z-p0-00000-0123456789ab.csv",
                "acme-downloads-20260304T010000Z-late-20260309T000000Z-p0-00000-0123456789ab.csv",
                "acme-downloads-20269999T990000Z-p0-00000-0123456789ab.csv",
                "acme-new-20260301T000000Z-p0-00000-0123456789ab.csv",
                "globex-downloads-20260304T100000Z-p0-00000-0123456789ab.csv")) {
            TreeMap<String, byte[]> more = new TreeMap<>(objects);
            more.put(name, new byte[] {1});

            assertThat(Checked.of(more).wrong()).as(name).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(FindingKind.EXTRA);
                assertThat(finding.object()).contains(name);
            });
        }
    }

    @Test
    void whatAStoppedSinkHasLeftIsANote() {
        objects.put("year=2026/.0f8fad5b-d9cb-469f-a165-70867728950e.tmp", new byte[] {1});
        objects.put("_receipts/downloads/.0f8fad5b-d9cb-469f-a165-70867728950e.tmp", new byte[] {1});

        assertThat(Checked.of(objects).wrong()).isEmpty();
        assertThat(Checked.of(objects).findings())
                .filteredOn(finding -> finding.kind() == FindingKind.UNFINISHED)
                .hasSize(2);
    }

    private List<Finding> verified(MemoryPlace place) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (CheckedObjects none = CheckedObjects.none()) {
            new Verifier(TestKeys.ROTATION, Expectations.at(DeliveredPlace.NOW), none)
                    .verify(place, findings::add, Progress.NONE);
        }
        return findings.stream().filter(finding -> finding.kind().isWrong()).toList();
    }

    private String somePart() {
        return objects.keySet().stream()
                .filter(name -> name.startsWith("year="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhichObjectsMayNotBeRead() throws IOException {
        objects.put("added", new byte[] {1});
        MemoryPlace place = new MemoryPlace(objects);
        for (String name : List.of(somePart(), NEWEST, "added")) {
            place.fail(name, new AccessDeniedException(name));
        }

        assertThat(verified(place))
                .filteredOn(finding -> finding.kind() == FindingKind.UNREADABLE_OBJECT)
                .extracting(finding -> finding.object().orElseThrow())
                .containsExactlyInAnyOrder(somePart(), NEWEST, "added");
    }

    @Test
    void whatIsTakenAwayDuringTheCheckIsMissing() throws IOException {
        objects.put("added", new byte[] {1});
        MemoryPlace place = new MemoryPlace(objects);
        for (String name : List.of(somePart(), NEWEST, "added")) {
            place.fail(name, new NoSuchFileException(name));
        }

        assertThat(verified(place))
                .extracting(Finding::kind, finding -> finding.object().orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple(FindingKind.MISSING_RECEIPT, NEWEST), tuple(FindingKind.MISSING, somePart()));
    }

    @Test
    void aBrokenConnectionEndsTheCheckAfterThreeAttempts() {
        MemoryPlace place = new MemoryPlace(objects);
        place.fail(somePart(), new IOException("the connection is gone"));

        assertThatThrownBy(() -> verified(place))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection is gone");
    }

    @Test
    void doesNotReadWhatIsTooLargeForAPart() throws IOException {
        objects.put("added", new byte[Limits.MAX_PART_SIZE + 1]);
        MemoryPlace place = new MemoryPlace(objects);
        place.fail("added", new IOException("is not to be read"));

        assertThat(verified(place)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.EXTRA);
            assertThat(finding.object()).contains("added");
        });
    }

    @Test
    void aChainThatFollowsInTheSamePlaceHoldsTheEndOfTheOneBefore() {
        TreeMap<String, byte[]> moved = new TreeMap<>();
        List<Delivered> log = new ArrayList<>();
        Issuing export = new Issuing(
                new ExportId("acme", "downloads"),
                Issuing.terms("hourly", "2026-03-04T00:00:00Z", Optional.empty(), 1),
                TestKeys.OLD,
                moved,
                log);
        Instant start = Instant.parse("2026-03-04T00:00:00Z");
        for (int i = 0; i < 3; i++) {
            if (i == 2) {
                export.moveAway();
            }
            Window window = new Window(start, start.plusSeconds(3600));
            export.onTime(
                    window,
                    1,
                    i == 1 ? Optional.empty() : Optional.of(window.end().plusSeconds(3600)));
            start = window.end();
        }
        assertThat(Checked.of(moved).wrong()).isEmpty();

        moved.remove(log.get(1).receipt());
        moved.keySet().removeAll(log.get(1).parts());

        assertThat(Checked.of(moved).wrong())
                .extracting(Finding::kind, finding -> finding.window().orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple(FindingKind.CUT_OFF, Instant.parse("2026-03-04T02:00:00Z")),
                        tuple(FindingKind.GAP, Instant.parse("2026-03-04T01:00:00Z")));
    }

    @Test
    void objectsOfAReplayWaitForItsReceiptsNotForTheOriginals() {
        String file = "acme-downloads-20260304T020000Z-p0-00000-0123456789ab.csv";
        objects.put("replay=r1/" + file, new byte[] {1});
        assertThat(Checked.of(objects).wrong()).isEmpty();

        objects.put(file, new byte[] {1});

        assertThat(Checked.of(objects).wrong())
                .singleElement()
                .satisfies(finding -> assertThat(finding.object()).contains(file));
    }

    @Test
    void namesAllReceiptsOfAHole() {
        objects.remove("_receipts/downloads/20260304T010000Z.json");
        objects.remove("_receipts/downloads/20260304T020000Z.json");

        assertThat(Checked.of(objects).wrong())
                .filteredOn(finding -> finding.kind() == FindingKind.MISSING_RECEIPT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail())
                        .isEqualTo("the receipts with numbers 2 to 3 of its chain, issued after"
                                + " _receipts/downloads/20260304T000000Z.json and before it, cannot be found or"
                                + " believed"));
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        List<String> told = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void receipts(long done, long total) {
                told.add("receipts " + done + "/" + total);
            }

            @Override
            public void objects(long bytes, long total) {
                told.add("objects " + bytes + "/" + total);
            }
        };

        Summary summary;
        try (CheckedObjects none = CheckedObjects.none()) {
            summary = new Verifier(TestKeys.ROTATION, Expectations.at(DeliveredPlace.NOW), none)
                    .verify(new MemoryPlace(objects), finding -> {}, progress);
        }

        long receipts = summary.receipts();
        assertThat(told)
                .startsWith("receipts 1/" + receipts)
                .contains("receipts " + receipts + "/" + receipts, "objects 0/" + summary.bytes())
                .endsWith("objects " + summary.bytes() + "/" + summary.bytes())
                .hasSize((int) (receipts + 1 + summary.objects()));
    }

    @Test
    void whatIsLargerThanAReceiptIsNone() {
        objects.put("_receipts/downloads/20260305T000000Z.json", new byte[16 * 1024 * 1024 + 1]);

        assertThat(Checked.of(objects).wrong()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.UNREADABLE_RECEIPT);
            assertThat(finding.detail()).isEqualTo("has more than 16 MiB");
        });
    }

    /** A job that reads the folder may follow it. */
    @Test
    void aLinkInAFolderIsFound(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            Path file = folder.resolve(object.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, object.getValue());
        }
        Path link = Files.createSymbolicLink(folder.resolve("more"), folder.resolve("_receipts"));
        Path receipt = folder.resolve(NEWEST);
        Files.delete(receipt);
        Files.createSymbolicLink(receipt, link);

        Checked checked = Checked.of(new FolderPlace(folder), Expectations.at(DeliveredPlace.NOW));

        assertThat(checked.wrong())
                .filteredOn(finding -> finding.kind() == FindingKind.UNREADABLE_OBJECT)
                .extracting(finding -> finding.object().orElseThrow() + " " + finding.detail())
                .containsExactlyInAnyOrder(
                        NEWEST + " may not be read, or is no plain file", "more may not be read, or is no plain file");
    }
}
