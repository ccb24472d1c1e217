package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.MapStore;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.EventsUndecided;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.PartsHash;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.ledger.Stamped;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.Revision;
import dev.waybill.verify.receipt.SignedReceipt;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What stands in the store of receipts, byte for byte, and that what earlier versions wrote is read. */
class ReceiptStoreFormatTest {
    private static final Path FOLDER = Path.of("src/test/resources/store");
    private static final ExportId EXPORT = new ExportId("acme", "e0");
    private static final ExportId OTHER = new ExportId("acme", "e2");
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");

    private final IssuedReceipts outbox = new IssuedReceipts();
    private final TestCatalog catalog = new TestCatalog();
    private MapStore store = new MapStore();

    @Test
    void changesOnlyTogetherWithItsNumber() throws Exception {
        // Given
        Path frozen = frozen(Kept.FORMAT);
        ReceiptBook book = begin();

        // When
        livesThroughWhatFormatOneKnew(book);
        livesThroughWhatIsNewSinceThen(book);
        book.loseEntries();
        List<String> entries = entries();

        // Then
        assertThat(kinds()).isEqualTo("ABCDEHILNPTUVX");
        if (Boolean.getBoolean("golden.freeze") && Files.notExists(frozen)) {
            Files.write(frozen, entries);
        }
        assertThat(frozen)
                .as("freeze a new format with -Dgolden.freeze=true, and make the step from the one before, which stays")
                .exists();
        assertThat(entries)
                .as("the store is written otherwise than before: raise Kept.FORMAT")
                .isEqualTo(Files.readAllLines(frozen));
    }

    @Test
    void whatFormat1HoldsGoesOnInTheSameChainAndNoNameIsUsedTwice() throws Exception {
        // Given
        load(FormatOne.FORMAT);

        // When
        ReceiptBook book = begin();
        finished(book, "07:00", Optional.empty(), 2);
        passed(book, 0, 2, "08:11:00", false);
        passed(book, 1, 2, "08:11:00", false);
        opened(book, "05:00", Optional.empty());
        finished(book, "05:00", Optional.empty(), 0);
        work(book);

        // Then
        assertThat(outbox.issued())
                .extracting(OutgoingReceipt::toString)
                .containsExactly(
                        "acme/e0 _receipts/e0/20260304T070000Z.json",
                        "acme/e0 _receipts/e0/20260304T050000Z-revision-3.json");
        List<Receipt> receipts = new ArrayList<>();
        for (OutgoingReceipt issued : outbox.issued()) {
            receipts.add(SignedReceipt.read(issued.documents().get(0).bytes()).content());
        }
        assertThat(receipts).extracting(receipt -> receipt.link().seq()).containsExactly(6L, 7L);
        assertThat(receipts.get(0).link().previous()).contains(LAST_OF_FORMAT_1);
        assertThat(receipts.get(1).statement().subject())
                .isInstanceOfSatisfying(
                        Revision.class,
                        revision -> assertThat(revision.number()).isEqualTo(3));
        assertThat(kinds()).doesNotContain("R");
    }

    @Test
    void whatFormat2HoldsGoesOnWithoutALoss() throws Exception {
        // Given
        load(FormatTwo.FORMAT);

        // When
        ReceiptBook book = begin();
        passed(book, 0, 2, "08:11:00", false);
        passed(book, 1, 2, "08:11:00", false);
        finished(book, "07:00", Optional.empty(), 2);
        work(book);

        // Then
        assertThat(outbox.issued())
                .extracting(OutgoingReceipt::toString)
                .containsExactly("acme/e0 _receipts/e0/20260304T070000Z.json");
        Receipt receipt = SignedReceipt.read(
                        outbox.issued().get(0).documents().get(0).bytes())
                .content();
        assertThat(receipt.statement().remarks()).doesNotContain(Remark.PARTIAL);
    }

    private void load(int format) throws IOException {
        for (String entry : Files.readAllLines(frozen(format))) {
            String[] parts = entry.split(" ", -1);
            store.put(HexFormat.of().parseHex(parts[1]), HexFormat.of().parseHex(parts[2]));
        }
    }

    /** The hash of the last receipt that the version of format 1 issued in {@link #livesThroughWhatFormatOneKnew}. */
    private static final String LAST_OF_FORMAT_1 = "d17c2e2d03cb299357d53d4566a9f08c38799326cb2887383b9c60b18def732b";

    /** Receipts of windows, late events and revisions; batches that are open; a lagging export; records of nobody. */
    private void livesThroughWhatFormatOneKnew(ReceiptBook book) {
        opened(book, "05:00", Optional.empty());
        part(book, "05:00", 3);
        finished(book, "05:00", Optional.empty(), 3);
        opened(book, "05:00", Optional.of("06:00"));
        finished(book, "05:00", Optional.of("06:00"), 0);
        passed(book, 0, 2, "07:11:00", true);
        passed(book, 1, 2, "07:11:00", false);
        work(book);
        for (int revision = 1; revision <= 2; revision++) {
            opened(book, "05:00", Optional.empty());
            finished(book, "05:00", Optional.empty(), 0);
            work(book);
        }
        book.accept(new ExportBehind(source(1), OTHER));
        opened(book, "07:00", Optional.empty());
        part(book, "07:00", 2);
        opened(book, "06:00", Optional.of("07:00"));
    }

    /** Undecided events; parts that were discarded, of which a receipt names some. */
    private void livesThroughWhatIsNewSinceThen(ReceiptBook book) {
        book.accept(new EventsUndecided(source(0), "acme", FIVE));
        catalog.applyDiscarding(EXPORT, List.of(spec(EXPORT, 4 * 1024), spec(OTHER, 3 * 1024)), at("07:12:00"));
        discarded(book, "05:00", "07:15:10");
        passed(book, 0, 2, "07:20:00", false);
        passed(book, 1, 2, "07:20:00", false);
        work(book);
        discarded(book, "07:00", "07:21:00");
    }

    private ReceiptBook begin() {
        catalog.apply(List.of(spec(EXPORT, 3 * 1024), spec(OTHER, 3 * 1024)), at("04:50:00"));
        return ReceiptBook.open(
                new ReceiptBook.Setup(
                        "waybill",
                        Optional.empty(),
                        0,
                        new ReceiptSigner(key()),
                        EnumSet.allOf(Source.class),
                        spec -> spec.exportId().equals(EXPORT) ? ReceiptCadence.WINDOW : ReceiptCadence.OFF,
                        export -> Duration.ofSeconds(20)),
                store,
                outbox);
    }

    private void work(ReceiptBook book) {
        while (book.work(catalog.now(), 10)) {
            assertThat(outbox.issued()).hasSizeLessThan(100);
        }
    }

    /** The example of RFC 8410, section 10.3: the same receipt has the same bytes in every run. */
    private static SigningKey key() {
        try {
            return SigningKey.parse("""
                    -----BEGIN PRIVATE KEY-----
                    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
                    -----END PRIVATE KEY-----
                    """);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Path frozen(int format) {
        return FOLDER.resolve("receipts-format-%d.txt".formatted(format));
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        HexFormat hex = HexFormat.of();
        store.scan(
                new byte[0],
                (key, value) -> entries.add((char) key[0] + " " + hex.formatHex(key) + " " + hex.formatHex(value)));
        return entries;
    }

    private String kinds() {
        Set<String> kinds = new TreeSet<>();
        store.scan(new byte[0], (key, value) -> kinds.add(new String(key, 0, 1, StandardCharsets.US_ASCII)));
        return String.join("", kinds);
    }

    private void opened(ReceiptBook book, String start, Optional<String> lateHour) {
        book.accept(new BatchOpened(source(0), batch(start, lateHour), version(), FIVE));
    }

    private void part(ReceiptBook book, String start, long rows) {
        book.accept(new PartEmitted(source(0), batch(start, Optional.empty()), 0, start, 10, rows, Sha256.hex(start)));
    }

    /** With the one part that has been emitted, if any event was delivered; another event was left out. */
    private void finished(ReceiptBook book, String start, Optional<String> lateHour, long delivered) {
        book.accept(new BatchFinished(
                source(0),
                batch(start, lateHour),
                version(),
                new LedgerCounts(delivered + 1, delivered, 1, 0, 0),
                0,
                10,
                delivered > 0 ? 1 : 0,
                delivered > 0 ? PartsHash.with(PartsHash.NONE, Sha256.hex(start)) : PartsHash.NONE,
                delivered > 0 ? EventSum.of("a", FIVE).hex() : EventSum.ZERO.hex()));
    }

    private void passed(ReceiptBook book, int partition, int partitions, String through, boolean unattributed) {
        book.accept(new PartitionPassed(
                source(partition), partitions, at(through), Instant.EPOCH, Stamped.BROKER, unattributed));
    }

    private void discarded(ReceiptBook book, String start, String at) {
        book.accept(new RecordDiscarded(
                new DeliveryLane(EXPORT, "export.acme.e0", 0, "file:/tmp/acme/here/", "a"),
                at(at),
                7,
                Optional.of(start),
                Optional.of(batch(start, Optional.empty()).window())));
    }

    private String version() {
        return catalog.snapshot()
                .tenant("acme")
                .flatMap(tenant -> tenant.record().orElseThrow().export("e0").last())
                .map(SpecVersion::id)
                .orElseThrow();
    }

    private static LedgerSource source(int partition) {
        return new LedgerSource("waybill", Source.DOWNLOAD, partition);
    }

    private static LedgerBatch batch(String start, Optional<String> lateHour) {
        Instant from = at(start + ":00");
        return new LedgerBatch(
                EXPORT, new Window(from, from.plus(Duration.ofHours(1))), lateHour.map(hour -> at(hour + ":00")));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-04T" + time + "Z");
    }

    private static ExportSpec spec(ExportId export, int partSize) {
        return new ExportSpec(
                export,
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec("hourly", ZoneId.of("UTC"), Duration.ofMinutes(10)),
                partSize,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), "here"),
                Map.of());
    }
}
