package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.MapStore;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.EventsUndecided;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
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
import dev.waybill.verify.receipt.Discard;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.InlineParts;
import dev.waybill.verify.receipt.Late;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.Revision;
import dev.waybill.verify.receipt.SignedReceipt;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.verify.receipt.UnreadableReceiptException;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is issued when, by examples. */
class ReceiptBookTest {
    private static final ExportId EXPORT = new ExportId("acme", "e0");
    private static final ExportId OTHER = new ExportId("acme", "e8");
    /** In the same partition of the ledger. */
    private static final ExportId GLOBEX = new ExportId("globex", "e1");

    private static final DeliveryLane LANE = new DeliveryLane(EXPORT, "export.acme.e0", 0, "file:/tmp/acme/here/", "a");

    private static final SigningKey KEY = SigningKey.generate();
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");

    private final MapStore store = new MapStore();
    private final IssuedReceipts outbox = new IssuedReceipts();
    private final TestCatalog catalog = new TestCatalog();
    private Set<Source> sources = EnumSet.allOf(Source.class);
    private ReceiptBook book = open();

    private ReceiptBook open() {
        return ReceiptBook.open(
                new ReceiptBook.Setup(
                        "waybill",
                        Optional.empty(),
                        0,
                        new ReceiptSigner(KEY),
                        sources,
                        RandomLedger::cadence,
                        export -> Duration.ofSeconds(20)),
                store,
                outbox);
    }

    @Test
    void aWindowIsStatedOnceAllPartitionsHavePassedItAndItsBatchesHaveEnded() {
        begin(spec(EXPORT));
        passed(0, 2, "05:00:00");
        opened(0, "05:00");
        part(0, "05:00", 0, 3);
        passed(0, 2, "06:10:10");
        assertThat(work()).as("another partition has not passed").isEmpty();
        passed(1, 2, "06:10:09");
        assertThat(work()).as("the slack is not over").isEmpty();
        passed(1, 2, "06:10:10");
        assertThat(work()).as("a batch has not ended").isEmpty();
        finished(0, "05:00", 3, 1);

        assertThat(work())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .isEqualTo("window 05:00-06:00 read 4 delivered 3 parts [05:00-0-0] next 07:00"));
    }

    @Test
    void receiptsBeginWhenTheLastPartitionHasBeenHeardOf() {
        begin(spec(EXPORT));
        passed(0, 2, "06:20:00");
        assertThat(work()).isEmpty();
        passed(1, 2, "06:20:00");

        assertThat(work()).hasSize(1);
    }

    /** Its years before would have a receipt for each hour. */
    @Test
    void anExportThatIsSaidToHaveBegunLongAgoHasReceiptsFromItsFirstEventsOn() {
        // Given
        catalog.applyBeginning(List.of(spec(EXPORT)), Instant.EPOCH, at("04:50:00"));
        opened(0, "03:00");
        passed(0, 1, "03:30:00");
        assertThat(work()).as("nothing comes for the windows before").isEmpty();

        // When
        finished(0, "03:00", 0, 1);
        passed(0, 1, "05:20:00");

        // Then
        assertThat(work())
                .containsExactly(
                        "window 03:00-04:00 read 1 delivered 0 parts [] next 05:00",
                        "window 04:00-05:00 read 0 delivered 0 parts [] next 06:00");
    }

    @Test
    void anExportThatIsSaidToHaveBegunLongAgoAndHasNoEventsHasReceiptsFromNowOn() {
        catalog.applyBeginning(List.of(spec(EXPORT)), Instant.EPOCH, at("04:50:00"));

        passed(0, 1, "05:20:00");

        assertThat(work()).containsExactly("window 04:00-05:00 read 0 delivered 0 parts [] next 06:00");
    }

    @Test
    void aWindowWithoutEventsIsStatedWhenItsTurnComes() {
        begin(spec(EXPORT));
        passed(0, 1, "06:10:29");
        assertThat(work()).as("others have their turn").isEmpty();
        passed(0, 1, "06:10:30");

        assertThat(work()).containsExactly("window 05:00-06:00 read 0 delivered 0 parts [] next 07:00");
    }

    @Test
    void nothingIsStatedWhileTheCatalogMayStillChangeWhatRules() {
        begin(spec(EXPORT));
        passed(0, 1, "06:20:00");
        catalog.knownUpTo(at("05:50:00"));
        assertThat(work()).as("lead less margin is 6 minutes").isEmpty();
        catalog.knownUpTo(at("05:54:01"));

        assertThat(work()).hasSize(1);
    }

    @Test
    void nothingIsStatedWhileEventsWait() {
        begin(spec(EXPORT));
        book.accept(new ExportBehind(source(0), EXPORT));
        passed(0, 1, "06:20:00");
        assertThat(work()).isEmpty();
        book.accept(new ExportCaughtUp(source(0), EXPORT));

        assertThat(work()).hasSize(1);
    }

    @Test
    void whatCameLateIsStatedByItsHourAfterItsWindow() {
        begin(spec(EXPORT));
        opened(0, "05:00", "06:00");
        part(0, "05:00", "06:00", 0, 2);
        finished(0, "05:00", "06:00", 2, 0);
        passed(0, 1, "07:00:09");
        assertThat(work())
                .as("its hour has not closed")
                .containsExactly("window 05:00-06:00 read 0 delivered 0 parts [] next 07:00");
        passed(0, 1, "07:00:10");

        assertThat(work()).containsExactly("late 05:00-06:00 hour 06:00 read 2 delivered 2 parts [05:00-06:00-0-0]");
    }

    @Test
    void anAddedPartitionThatHadEventsOnTimeLeadsToARevision() {
        begin(spec(EXPORT));
        passed(0, 1, "06:11:00");
        assertThat(work()).hasSize(1);
        passed(0, 2, "06:12:00");
        opened(1, "05:00");
        part(1, "05:00", 0, 1);
        passed(1, 2, "06:12:00");
        assertThat(work()).as("it has not ended").isEmpty();
        finished(1, "05:00", 1, 0);
        assertThat(work()).containsExactly("revision 1 05:00-06:00 read 1 delivered 1 parts [05:00-1-0]");
        opened(1, "05:00");
        finished(1, "05:00", 0, 5);

        assertThat(work()).containsExactly("revision 2 05:00-06:00 read 5 delivered 0 parts []");
    }

    /** As after the ledger's retention: nothing waits for what nobody will say, and no count is made up. */
    @Test
    void whatIsLostOfTheLedgerMakesReceiptsPartialAndHoldsNothingUp() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        passed(0, 1, "05:20:00");
        opened(0, "05:00");
        part(0, "05:00", 0, 3);
        assertThat(work()).isEmpty();

        // When
        book.loseEntries();
        book = open();
        assertThat(work()).as("no partition has said how far it is").isEmpty();
        passed(0, 1, "08:11:00");
        passed(0, 1, "10:11:00");

        // Then
        assertThat(work())
                .containsExactly(
                        "window 05:00-06:00 read 0 delivered 0 parts [] next 07:00",
                        "window 06:00-07:00 read 0 delivered 0 parts [] next 08:00",
                        "window 07:00-08:00 read 0 delivered 0 parts [] next 09:00",
                        "window 08:00-09:00 read 0 delivered 0 parts [] next 10:00",
                        "window 09:00-10:00 read 0 delivered 0 parts [] next 11:00");
        assertThat(statements())
                .extracting(statement -> statement.remarks().contains(Remark.PARTIAL))
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void knowsFromItsStoreWhetherItHasTakenEntries() {
        // Given
        begin(spec(EXPORT));
        boolean atFirst = book.hasTakenEntries();

        // When
        passed(0, 1, "05:20:00");
        book = open();

        // Then
        assertThat(atFirst).isFalse();
        assertThat(book.hasTakenEntries()).isTrue();
    }

    @Test
    void aBatchThatGoesOnAfterALossIsWaitedForAndNotBelieved() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        passed(0, 1, "05:20:00");
        opened(0, "05:00");
        work();
        book.loseEntries();

        // When
        opened(0, "05:00");
        passed(0, 1, "06:11:00");
        assertThat(work()).as("it says that it has not ended").isEmpty();
        finished(0, "05:00", 0, 4);

        // Then
        assertThat(work()).containsExactly("window 05:00-06:00 read 0 delivered 0 parts [] next 07:00");
        assertThat(statements().get(0).remarks()).contains(Remark.PARTIAL);
    }

    /** Its window's own key may have been replaced long before. */
    @Test
    void aRevisionIsSignedForTheTimeThatItIsIssuedAt() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        passed(0, 1, "06:11:00");
        work();
        opened(1, "05:00");
        passed(1, 2, "06:12:00");
        Instant later = at("06:30:00").plus(Duration.ofDays(2));

        // When
        finished(1, "05:00", 0, 1);
        catalog.knownUpTo(later.plusMillis(700));
        work();

        // Then
        Statement revision = statements().get(1);
        assertThat(revision.subject()).isEqualTo(new Revision(1, later));
        assertThat(revision.subject().signedFor(revision.end())).isEqualTo(later);
    }

    /** As when an event on time shows itself after the partition was idle: its parts go on where they were. */
    @Test
    void aBatchThatIsOpenedAgainAfterItsReceiptIsARevisionOfWhatItHasMore() {
        begin(spec(EXPORT));
        opened(0, "05:00");
        part(0, "05:00", 0, 3);
        finished(0, "05:00", 3, 0);
        passed(0, 1, "06:11:00");
        assertThat(work()).hasSize(1);
        opened(0, "05:00");
        part(0, "05:00", 1, 2);
        finished(0, batch("05:00", Optional.empty()), "05:00-0-1", 2, 1);

        assertThat(work()).containsExactly("revision 1 05:00-06:00 read 3 delivered 2 parts [05:00-0-1]");
        assertThat(outbox.faults()).isEmpty();
    }

    @Test
    void aBatchThatIsOpenedAgainBeforeItsReceiptIsStatedAsOne() throws UnreadableReceiptException {
        begin(spec(EXPORT));
        opened(0, "05:00");
        part(0, "05:00", 0, 3);
        finished(0, "05:00", 3, 1);
        opened(0, "05:00");
        passed(0, 1, "06:11:00");
        assertThat(work()).as("it has not ended again").isEmpty();
        part(0, "05:00", 1, 2);
        finished(0, batch("05:00", Optional.empty()), "05:00-0-1", 2, 1);

        assertThat(work())
                .containsExactly("window 05:00-06:00 read 7 delivered 5 parts [05:00-0-0, 05:00-0-1] next 07:00");
        assertThat(statements().get(0).windows().get(0).sum())
                .isEqualTo(EventSum.of("a", FIVE).plus(EventSum.of("a", FIVE)));
    }

    @Test
    void lateEventsThatShowThemselvesAfterTheirReceiptAreARevision() {
        begin(spec(EXPORT));
        opened(0, "05:00", "06:00");
        finished(0, "05:00", "06:00", 0, 1);
        passed(0, 1, "07:05:00");
        assertThat(work()).hasSize(2);
        passed(0, 2, "07:05:00");
        opened(1, "05:00", "06:00");
        finished(1, "05:00", "06:00", 0, 1);
        passed(1, 2, "07:05:00");

        assertThat(work()).containsExactly("revision 1 05:00-06:00 read 1 delivered 0 parts []");
    }

    @Test
    void theLedgersFirstWindowIsPartialAndThoseBeforeItHaveNone() throws UnreadableReceiptException {
        begin(spec(EXPORT));
        LedgerSource from = source(0);
        book.accept(new PartitionPassed(from, 1, at("08:20:00"), at("06:30:00"), Stamped.PRODUCER, false));

        assertThat(work())
                .containsExactly(
                        "window 06:00-07:00 read 0 delivered 0 parts [] next 08:00",
                        "window 07:00-08:00 read 0 delivered 0 parts [] next 09:00");
        assertThat(statements())
                .extracting(Statement::remarks)
                .containsExactly(Set.of(Remark.PARTIAL, Remark.PRODUCER_ARRIVAL), Set.of(Remark.PRODUCER_ARRIVAL));
    }

    @Test
    void aDayIsStatedWhenItsLastWindowIsComplete() {
        begin(spec(EXPORT, 1, "0 */6 * * *", "Europe/Berlin", "here"));
        passed(0, 1, "23:10:29");
        assertThat(work()).isEmpty();
        passed(0, 1, "23:10:30");

        assertThat(work())
                .containsExactly("day 05:00-11:00 11:00-17:00 17:00-23:00 read 0 delivered 0 parts [] next 23:00");
    }

    @Test
    void anExportWithoutReceiptsHasNoneAndKeepsNothing() {
        begin(spec(EXPORT, 2, "hourly", "UTC", "here"));
        opened(0, "05:00");
        part(0, "05:00", 0, 1);
        finished(0, "05:00", 1, 0);
        opened(0, "05:00", "06:00");
        finished(0, "05:00", "06:00", 0, 1);
        passed(0, 1, "08:00:00");

        assertThat(work()).isEmpty();
        assertThat(keys()).noneMatch(key -> key.startsWith("B") || key.startsWith("T") || key.startsWith("X"));
    }

    @Test
    void atAnotherDestinationANewChainContinuesTheOld() throws UnreadableReceiptException {
        begin(spec(EXPORT));
        opened(0, "05:00", "06:00");
        finished(0, "05:00", "06:00", 0, 1);
        catalog.apply(List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("05:30:00"));
        passed(0, 1, "07:11:00");

        assertThat(work())
                .containsExactly(
                        "window 05:00-06:00 read 0 delivered 0 parts []",
                        "window 06:00-07:00 read 0 delivered 0 parts [] next 08:00",
                        "late 05:00-06:00 hour 06:00 read 1 delivered 0 parts []");
        List<Receipt> receipts = receipts();
        assertThat(receipts).extracting(receipt -> receipt.link().number()).containsExactly(1L, 2L, 1L);
        assertThat(receipts.get(1).link().continues()).contains(receipts.get(0).hash());
        assertThat(receipts.get(2).link().previous())
                .as("what is late joins the chain of its own place")
                .contains(receipts.get(0).hash());
    }

    @Test
    void whoComesBackToADestinationBeginsAnotherChainThere() throws UnreadableReceiptException {
        begin(spec(EXPORT));
        catalog.apply(List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("05:30:00"));
        catalog.apply(List.of(spec(EXPORT)), at("06:30:00"));
        passed(0, 1, "08:11:00");

        assertThat(work()).hasSize(3);
        assertThat(receipts()).extracting(receipt -> receipt.link().number()).containsExactly(1L, 2L, 3L);
        assertThat(receipts().get(2).link().continues())
                .contains(receipts().get(1).hash());
    }

    @Test
    void afterARedirectAChainAtTheNewPlaceContinuesTheOldAndSaysSo() throws UnreadableReceiptException {
        begin(spec(EXPORT));
        passed(0, 1, "06:11:00");
        assertThat(work()).hasSize(1);
        catalog.applyRedirecting(List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("06:20:00"));
        passed(0, 1, "08:11:00");

        assertThat(work())
                .containsExactly(
                        "window 06:00-07:00 read 0 delivered 0 parts [] next 08:00",
                        "window 07:00-08:00 read 0 delivered 0 parts [] next 09:00");
        List<Receipt> receipts = receipts();
        assertThat(receipts).extracting(receipt -> receipt.link().number()).containsExactly(1L, 2L, 2L);
        assertThat(receipts.get(1).link().continues()).contains(receipts.get(0).hash());
        assertThat(receipts)
                .as("the last is of the version that names the new place")
                .extracting(receipt -> receipt.statement().remarks())
                .containsExactly(Set.of(), Set.of(Remark.REDIRECTED), Set.of());
    }

    @Test
    void windowsGoOnInTheChainThatLateEventsHaveBegunAfterARedirect() throws UnreadableReceiptException {
        begin(spec(EXPORT));
        opened(0, "05:00", "06:00");
        finished(0, "05:00", "06:00", 0, 1);
        passed(0, 1, "06:11:00");
        assertThat(work()).hasSize(1);
        catalog.applyRedirecting(List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("06:20:00"));
        passed(0, 1, "07:00:10");
        assertThat(work()).containsExactly("late 05:00-06:00 hour 06:00 read 1 delivered 0 parts []");
        passed(0, 1, "07:11:00");

        assertThat(work()).containsExactly("window 06:00-07:00 read 0 delivered 0 parts [] next 08:00");
        List<Receipt> receipts = receipts();
        assertThat(receipts).extracting(receipt -> receipt.link().number()).containsExactly(1L, 2L, 2L);
        assertThat(receipts.get(1).link().continues()).contains(receipts.get(0).hash());
        assertThat(receipts.get(2).link().previous()).contains(receipts.get(1).hash());
    }

    @Test
    void whatLacksAPartIsLeftOutOfAPartialReceiptAndSaidAloud() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        opened(0, "05:00");
        book.accept(new BatchFinished(
                source(0),
                batch("05:00", Optional.empty()),
                version(),
                new LedgerCounts(1, 1, 0, 0, 0),
                0,
                0,
                1,
                PartsHash.with(PartsHash.NONE, "ab".repeat(32)),
                EventSum.of("a", FIVE).hex()));
        opened(1, "05:00");
        part(1, "05:00", 0, 3);
        finished(1, "05:00", 3, 1);

        // When
        passed(0, 2, "07:20:00");
        passed(1, 2, "07:20:00");

        // Then
        assertThat(work())
                .containsExactly(
                        "window 05:00-06:00 read 4 delivered 3 parts [05:00-1-0] next 07:00",
                        "window 06:00-07:00 read 0 delivered 0 parts [] next 08:00");
        assertThat(statements()).extracting(Statement::remarks).containsExactly(Set.of(Remark.PARTIAL), Set.of());
        assertThat(outbox.contradictions())
                .containsExactly(
                        "acme/e0: the ledger contradicts itself about window 2026-03-04T05:00:00Z, partition 0:"
                                + " it ended with 1 parts, and of these 0 were seen, or others than were meant");
        assertThat(keys()).noneMatch(key -> key.startsWith("B"));
    }

    @Test
    void aBatchOfAWindowThatTheCatalogDoesNotHaveMakesThoseItTouchesPartial() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        LedgerBatch strange = new LedgerBatch(EXPORT, new Window(at("05:30:00"), at("06:30:00")), Optional.empty());
        book.accept(new BatchOpened(source(0), strange, version(), at("06:40:10")));
        passed(0, 1, "08:20:00");
        assertThat(work()).as("more may be said of it").isEmpty();

        // When
        finished(0, strange, "strange", 0, 1);

        // Then
        assertThat(work())
                .containsExactly(
                        "window 05:00-06:00 read 0 delivered 0 parts [] next 07:00",
                        "window 06:00-07:00 read 0 delivered 0 parts [] next 08:00",
                        "window 07:00-08:00 read 0 delivered 0 parts [] next 09:00");
        assertThat(statements())
                .extracting(Statement::remarks)
                .containsExactly(Set.of(Remark.PARTIAL), Set.of(Remark.PARTIAL), Set.of());
        assertThat(outbox.contradictions())
                .allSatisfy(what ->
                        assertThat(what).contains("a window that the catalog does not have", "2026-03-04T05:30:00Z"));
        assertThat(keys()).noneMatch(key -> key.startsWith("B"));
    }

    @Test
    void whatCameLateForAWindowThatTheCatalogDoesNotHaveIsSaidAloudAndLetGo() {
        // Given
        begin(spec(EXPORT));
        LedgerBatch strange =
                new LedgerBatch(EXPORT, new Window(at("05:00:00"), at("05:30:00")), Optional.of(at("06:00:00")));
        book.accept(new BatchOpened(source(0), strange, version(), at("07:00:10")));
        finished(0, strange, "strange", 0, 1);

        // When
        passed(0, 1, "07:05:00");

        // Then
        assertThat(work()).containsExactly("window 05:00-06:00 read 0 delivered 0 parts [] next 07:00");
        assertThat(outbox.contradictions()).singleElement().asString().contains("the catalog does not have");
        assertThat(keys()).noneMatch(key -> key.startsWith("B") || key.startsWith("X"));
    }

    @Test
    void windowsWithEventsThatNobodyCouldTakeArePartialForTheirTenantAlone() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT), spec(GLOBEX));
        passed(0, 1, "06:00:00");
        book.accept(new EventsUndecided(source(0), "acme", at("06:00:00")));
        opened(0, "05:00", "06:00");
        finished(0, "05:00", "06:00", 0, 1);
        book = open();

        // When
        passed(0, 1, "08:11:00");
        work();

        // Then
        assertThat(outbox.issued()).hasSize(7);
        assertThat(receipts().stream()
                        .map(Receipt::statement)
                        .filter(statement -> !statement.remarks().isEmpty()))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.name()).isEqualTo("_receipts/e0/20260304T060000Z.json");
                    assertThat(statement.remarks()).containsExactly(Remark.PARTIAL);
                });
    }

    @Test
    void whatASinkHasDiscardedIsNamedAfterTheReceiptThatNamesIt() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        opened(0, "05:00");
        part(0, "05:00", 0, 3);
        finished(0, "05:00", 3, 1);
        discarded("05:00", "05:00-0-0", "05:50:00");
        passed(0, 1, "05:55:00");
        assertThat(work()).as("the window has no receipt").isEmpty();
        catalog.applyDiscarding(EXPORT, List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("05:40:00.5"));

        // When
        passed(0, 1, "06:11:00");

        // Then
        assertThat(work())
                .containsExactly(
                        "window 05:00-06:00 read 4 delivered 3 parts [05:00-0-0]",
                        "discard 05:00-06:00 read 0 delivered 0 parts []");
        Statement discard = statements().get(1);
        assertThat(discard.subject()).isEqualTo(new Discard(1, at("05:40:00")));
        assertThat(discard.windows().get(0).discarded()).containsExactly("05:00-0-0");
        assertThat(receipts().get(1).link().previous())
                .contains(receipts().get(0).hash());
    }

    @Test
    void whatIsDiscardedTogetherIsNamedTogetherAndOnce() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        catalog.applyDiscarding(EXPORT, List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("05:40:00"));
        passed(0, 1, "06:11:00");
        work();
        discarded("05:00", "b", "06:12:00");
        discarded("05:00", "a", "06:12:30");
        passed(0, 1, "06:13:29");
        assertThat(work()).as("there may be more").isEmpty();
        book = open();

        // When
        passed(0, 1, "06:13:30");
        assertThat(work()).containsExactly("discard 05:00-06:00 read 0 delivered 0 parts []");
        book = open();
        discarded("05:00", "a", "06:20:00");
        discarded("05:00", "c", "06:21:00");
        passed(0, 1, "06:22:00");

        // Then
        assertThat(work()).hasSize(1);
        assertThat(statements().subList(1, 3))
                .extracting(statement -> statement.windows().get(0).discarded())
                .containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(outbox.issued().get(2)).hasToString("acme/e0 _receipts/e0/20260304T050000Z-discard-2.json");
    }

    @Test
    void nobodyIsBelievedThatSomethingWasDiscardedUnlessTheCatalogSaysSo() {
        // Given
        begin(spec(EXPORT));
        passed(0, 1, "06:11:00");
        work();

        // When
        discarded("05:00", "a", "06:12:00");
        passed(0, 1, "06:20:00");

        // Then
        assertThat(work()).isEmpty();
        assertThat(keys()).anyMatch(key -> key.startsWith("D"));
        book.accept(new PartitionPassed(
                source(0), 1, at("06:12:00").plus(Duration.ofDays(1)), Instant.EPOCH, Stamped.BROKER, false));
        assertThat(work()).allMatch(text -> text.startsWith("window"));
        assertThat(keys()).noneMatch(key -> key.startsWith("D") || key.startsWith("V"));
    }

    @Test
    void whatNoReceiptCanNameOfDiscardedPartsIsLetGo() {
        begin(spec(EXPORT, 2, "hourly", "UTC", "here"));
        catalog.applyDiscarding(EXPORT, List.of(spec(EXPORT, 2, "hourly", "UTC", "there")), at("05:40:00"));
        book.accept(new RecordDiscarded(LANE, at("06:00:00"), 7, Optional.of("a"), Optional.empty()));
        book.accept(new RecordDiscarded(LANE, at("06:00:00"), 7, Optional.empty(), Optional.empty()));
        discarded("05:00", "a", "06:00:00");
        assertThat(keys()).anyMatch(key -> key.startsWith("D"));

        passed(0, 1, "06:11:00");

        assertThat(work()).isEmpty();
        assertThat(keys()).noneMatch(key -> key.startsWith("D"));
    }

    @Test
    void whatWasNamedIsForgottenOnceNoSinkCanSayItAgain() {
        // Given
        begin(spec(EXPORT));
        catalog.applyDiscarding(EXPORT, List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("05:40:00"));
        discarded("05:00", "a", "06:00:00");
        passed(0, 1, "06:11:00");
        work();
        assertThat(keys()).filteredOn(key -> key.startsWith("V")).hasSize(1);

        // When
        Instant later = at("06:00:00").plus(Duration.ofDays(36));
        book.accept(new RecordDiscarded(
                LANE,
                later,
                9,
                Optional.of("b"),
                Optional.of(batch("05:00", Optional.empty()).window())));
        book.accept(new PartitionPassed(source(0), 1, later.plusSeconds(60), Instant.EPOCH, Stamped.BROKER, false));
        while (book.work(catalog.now(), 100)) {
            assertThat(outbox.issued()).hasSizeLessThan(2_000);
        }

        // Then
        assertThat(keys())
                .filteredOn(key -> key.startsWith("V"))
                .singleElement()
                .asString()
                .endsWith("b");
    }

    private void discarded(String start, String object, String at) {
        book.accept(new RecordDiscarded(
                LANE,
                at(at),
                7,
                Optional.of(object),
                Optional.of(batch(start, Optional.empty()).window())));
    }

    @Test
    void hoursOfThatKindAreForgottenAfterAYear() {
        begin(spec(EXPORT));
        book.accept(new EventsUndecided(source(0), "acme", at("06:00:00")));
        book.accept(new EventsUndecided(source(0), "acme", at("06:00:00").plus(Duration.ofDays(366))));
        assertThat(keys()).filteredOn(key -> key.startsWith("N")).hasSize(2);

        book.accept(new EventsUndecided(source(0), "acme", at("07:00:00").plus(Duration.ofDays(366))));

        assertThat(keys()).filteredOn(key -> key.startsWith("N")).hasSize(2);
    }

    @Test
    void anEventsRecordMayHaveComeBeforeTheWindowOfTheEvent() throws UnreadableReceiptException {
        // Given
        begin(spec(EXPORT));
        passed(0, 1, "05:54:00");

        // When: events may be five minutes ahead
        book.accept(new PartitionPassed(source(0), 1, at("05:55:00"), Instant.EPOCH, Stamped.BROKER, true));
        passed(0, 1, "07:11:00");
        work();

        // Then
        assertThat(statements())
                .extracting(statement -> statement.remarks().contains(Remark.UNATTRIBUTED))
                .containsExactly(true, true);
    }

    @Test
    void revisionsAreNumberedInTheExportAndTheirWindowsAreNotRemembered() {
        // Given
        begin(spec(EXPORT));
        passed(0, 1, "07:11:00");
        assertThat(work()).hasSize(2);

        // When
        for (String start : List.of("05:00", "06:00", "05:00")) {
            opened(0, start);
            finished(0, start, 0, 1);
            assertThat(work()).hasSize(1);
            book = open();
        }

        // Then
        assertThat(outbox.issued().subList(2, 5))
                .extracting(OutgoingReceipt::toString)
                .containsExactly(
                        "acme/e0 _receipts/e0/20260304T050000Z-revision-1.json",
                        "acme/e0 _receipts/e0/20260304T060000Z-revision-2.json",
                        "acme/e0 _receipts/e0/20260304T050000Z-revision-3.json");
        assertThat(keys()).noneMatch(key -> key.contains("2026") || key.startsWith("R"));
    }

    /** While an old log is read, thousands of windows may be open. */
    @Test
    void lookingForTheFirstReceiptDoesNotReadAllThatIsOpen() {
        // Given
        catalog.applyBeginning(List.of(spec(EXPORT)), Instant.EPOCH, at("04:50:00"));
        passed(0, 1, "00:00:00");
        for (int day = 1; day <= 200; day++) {
            Instant start = at("00:00:00").minus(Duration.ofDays(day));
            LedgerBatch old =
                    new LedgerBatch(EXPORT, new Window(start, start.plus(Duration.ofHours(1))), Optional.empty());
            book.accept(new BatchOpened(source(0), old, version(), at("06:40:10")));
        }
        work();
        long before = store.steps();

        // When
        opened(0, "03:00");
        work();

        // Then
        assertThat(store.steps() - before).isLessThan(30);
    }

    @Test
    void windowsOfASourceThatTheApplicationDoesNotReadHoldNobodyUp() {
        // Given
        sources = Set.of(Source.DOWNLOAD);
        book = open();
        begin(spec(EXPORT));
        catalog.apply(List.of(ofAudit(spec(EXPORT))), at("05:30:00"));
        catalog.apply(List.of(spec(EXPORT)), at("06:30:00"));
        LedgerSource earlier = new LedgerSource("waybill", Source.AUDIT, 0);
        book.accept(new BatchOpened(earlier, batch("06:00", Optional.empty()), version(), at("07:10:10")));
        passed(0, 1, "07:05:00");

        // When
        assertThat(work())
                .as("who reads it must not look for another one after it")
                .containsExactly("window 05:00-06:00 read 0 delivered 0 parts []");
        passed(0, 1, "08:11:00");

        // Then
        assertThat(work()).containsExactly("window 07:00-08:00 read 0 delivered 0 parts [] next 09:00");
        assertThat(keys()).as("nothing is kept of it").noneMatch(key -> key.startsWith("B"));
        assertThat(outbox.contradictions()).isEmpty();
    }

    @Test
    void anExportOfASourceThatTheApplicationDoesNotReadHasNoReceipts() {
        sources = Set.of(Source.DOWNLOAD);
        book = open();
        begin(ofAudit(spec(EXPORT)), spec(OTHER));
        passed(0, 1, "06:20:00");

        assertThat(work()).hasSize(1);
        assertThat(outbox.issued()).extracting(OutgoingReceipt::export).containsExactly(OTHER);
        assertThat(outbox.faults()).isEmpty();
    }

    private static ExportSpec ofAudit(ExportSpec spec) {
        return new ExportSpec(
                spec.exportId(),
                Source.AUDIT,
                true,
                spec.select(),
                spec.redact(),
                spec.format(),
                spec.layout(),
                spec.schedule(),
                spec.partSize(),
                true,
                spec.delivery(),
                spec.destination(),
                Map.of());
    }

    @Test
    void recordsThatNobodyCouldReadAreMentionedInTheReceiptsOfTheirTime() throws UnreadableReceiptException {
        begin(spec(EXPORT));
        passed(0, 1, "06:05:00");
        book.accept(new PartitionPassed(source(0), 1, at("06:05:30"), Instant.EPOCH, Stamped.BROKER, true));
        passed(0, 1, "08:11:00");
        work();

        assertThat(statements())
                .extracting(statement -> statement.remarks().contains(Remark.UNATTRIBUTED))
                .as("the second hour began before, the third did not")
                .containsExactly(true, true, false);
    }

    @Test
    void anExportThatIsGoneForGoodLeavesNothing() {
        begin(spec(EXPORT));
        opened(0, "05:00");
        part(0, "05:00", 0, 1);
        passed(0, 1, "05:20:00");
        work();
        assertThat(keys()).anyMatch(key -> key.startsWith("B"));

        book.work(withoutIt("12:00:00"), 10);
        finished(0, "05:00", 1, 0);
        book.work(withoutIt("12:02:00"), 10);
        book.work(withoutIt("12:03:00"), 10);
        assertThat(keys())
                .as("who wrote the entry may have read a catalog that has it, as long as a change may be hidden")
                .anyMatch(key -> key.startsWith("B"));
        book.work(withoutIt("12:03:01"), 10);

        assertThat(keys()).noneMatch(key -> key.contains("acme\0"));
    }

    private static Knowledge withoutIt(String knownUpTo) {
        return Knowledge.of(
                new TestCatalog()
                        .apply(List.of(spec(new ExportId("globex", "e1"))), at("00:00:00"))
                        .snapshot(),
                at(knownUpTo));
    }

    @Test
    void anExportThatTheCatalogDoesNotHaveYetKeepsWhatWasSaidOfIt() {
        begin();
        book.accept(new BatchOpened(source(0), batch("05:00", Optional.empty()), version(), at("06:10:10")));
        catalog.knownUpTo(at("04:00:00"));
        work();

        assertThat(keys()).anyMatch(key -> key.startsWith("B"));
    }

    @Test
    void aSliceIssuesNoMoreThanItMayAndSaysThatThereIsMore() {
        begin(spec(EXPORT));
        passed(0, 1, "15:11:00");

        assertThat(book.work(catalog.now(), 3)).isTrue();
        assertThat(outbox.issued()).hasSize(3);
        assertThat(book.work(catalog.now(), 100)).isFalse();
        assertThat(outbox.issued()).hasSize(10);
    }

    @Test
    void aRestartGoesOnWhereTheStoreSays() {
        begin(spec(EXPORT));
        opened(0, "05:00");
        part(0, "05:00", 0, 3);
        book = open();
        finished(0, "05:00", 3, 0);
        book = open();
        passed(0, 1, "06:11:00");
        book = open();
        assertThat(work()).containsExactly("window 05:00-06:00 read 3 delivered 3 parts [05:00-0-0] next 07:00");
        book = open();

        assertThat(work()).isEmpty();
        assertThat(book.oldestDue()).contains(at("07:10:10"));
        assertThat(book.passed(Source.DOWNLOAD)).containsExactly(Map.entry(0, at("06:11:00")));
    }

    @Test
    void theStateOfANewerVersionIsRefused() {
        store.put(new byte[] {'A'}, new byte[] {9});

        assertThatThrownBy(this::open)
                .hasMessage("the state of receipts was written in format 9, by a newer version of Waybill, and this one"
                        + " reads formats up to 3: go on with the version that wrote it; see docs/how-to/upgrade.md");
    }

    @Test
    void aVersionThatWasTrimmedHoldsUpNothing() {
        // Given
        begin(spec(EXPORT));
        catalog.apply(List.of(spec(EXPORT, 0, "hourly", "UTC", "there")), at("05:30:00"));
        String first = catalog.snapshot()
                .tenant(EXPORT.tenant())
                .orElseThrow()
                .record()
                .orElseThrow()
                .export(EXPORT.export())
                .reigns()
                .ofVersions()
                .get(0)
                .version();

        // When
        catalog.trim(EXPORT, Set.of(first));
        passed(0, 1, "07:30:00");

        // Then
        assertThat(work()).containsExactly("window 06:00-07:00 read 0 delivered 0 parts [] next 08:00");
    }

    private void begin(ExportSpec... exports) {
        catalog.apply(List.of(exports), at("04:50:00"));
    }

    private List<String> work() {
        int before = outbox.issued().size();
        while (book.work(catalog.now(), 10)) {
            assertThat(outbox.issued()).hasSizeLessThan(100);
        }
        List<String> texts = new ArrayList<>();
        try {
            for (Receipt receipt : receipts().subList(before, outbox.issued().size())) {
                texts.add(text(receipt.statement()));
            }
        } catch (UnreadableReceiptException e) {
            throw new AssertionError(e);
        }
        return texts;
    }

    private static String text(Statement statement) {
        StringBuilder text = new StringBuilder(statement.subject().kind());
        if (statement.subject() instanceof Revision revision) {
            text.append(' ').append(revision.number());
        }
        statement
                .windows()
                .forEach(stated -> text.append(' ')
                        .append(time(stated.window().start()))
                        .append('-')
                        .append(time(stated.window().end())));
        if (statement.subject() instanceof Late late) {
            text.append(" hour ").append(time(late.arrivalHour()));
        }
        text.append(" read ").append(statement.windows().get(0).counts().read());
        text.append(" delivered ").append(statement.windows().get(0).counts().delivered());
        text.append(" parts ")
                .append(((InlineParts) statement.windows().get(0).parts())
                        .parts().stream().map(Part::name).toList());
        statement.subject().next().ifPresent(next -> text.append(" next ").append(time(next)));
        return text.toString();
    }

    private static String time(Instant instant) {
        return instant.toString().substring(11, 16);
    }

    private List<Receipt> receipts() throws UnreadableReceiptException {
        List<Receipt> receipts = new ArrayList<>();
        for (OutgoingReceipt issued : outbox.issued()) {
            receipts.add(SignedReceipt.read(issued.documents()
                            .get(issued.documents().size() - 1)
                            .bytes())
                    .content());
        }
        return receipts;
    }

    private List<Statement> statements() throws UnreadableReceiptException {
        return receipts().stream().map(Receipt::statement).toList();
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        store.scan(new byte[0], (key, value) -> keys.add(new String(key, StandardCharsets.ISO_8859_1)));
        return keys;
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-04T" + time + "Z");
    }

    private static LedgerSource source(int partition) {
        return new LedgerSource("waybill", Source.DOWNLOAD, partition);
    }

    private static LedgerBatch batch(String start, Optional<String> lateHour) {
        Instant from = at(start + ":00");
        return new LedgerBatch(
                EXPORT, new Window(from, from.plus(Duration.ofHours(1))), lateHour.map(hour -> at(hour + ":00")));
    }

    private String version() {
        return catalog.snapshot()
                .tenant("acme")
                .flatMap(tenant -> tenant.record().orElseThrow().export("e0").last())
                .map(SpecVersion::id)
                .orElse("000000000000");
    }

    private void passed(int partition, int partitions, String through) {
        book.accept(
                new PartitionPassed(source(partition), partitions, at(through), Instant.EPOCH, Stamped.BROKER, false));
    }

    private void opened(int partition, String start) {
        book.accept(new BatchOpened(source(partition), batch(start, Optional.empty()), version(), FIVE));
    }

    private void opened(int partition, String start, String lateHour) {
        book.accept(new BatchOpened(source(partition), batch(start, Optional.of(lateHour)), version(), FIVE));
    }

    private void part(int partition, String start, int number, long rows) {
        part(partition, batch(start, Optional.empty()), start + "-" + partition + "-" + number, number, rows);
    }

    private void part(int partition, String start, String lateHour, int number, long rows) {
        part(
                partition,
                batch(start, Optional.of(lateHour)),
                start + "-" + lateHour + "-" + partition + "-" + number,
                number,
                rows);
    }

    private void part(int partition, LedgerBatch batch, String object, int number, long rows) {
        book.accept(new PartEmitted(source(partition), batch, number, object, 10, rows, Sha256.hex(object)));
    }

    private void finished(int partition, String start, long delivered, long filtered) {
        finished(partition, batch(start, Optional.empty()), start + "-" + partition + "-0", delivered, filtered);
    }

    private void finished(int partition, String start, String lateHour, long delivered, long filtered) {
        finished(
                partition,
                batch(start, Optional.of(lateHour)),
                start + "-" + lateHour + "-" + partition + "-0",
                delivered,
                filtered);
    }

    /** With the one part that has been emitted, if any event was delivered. */
    private void finished(int partition, LedgerBatch batch, String object, long delivered, long filtered) {
        book.accept(new BatchFinished(
                source(partition),
                batch,
                version(),
                new LedgerCounts(delivered + filtered, delivered, filtered, 0, 0),
                0,
                10,
                delivered > 0 ? 1 : 0,
                delivered > 0 ? PartsHash.with(PartsHash.NONE, Sha256.hex(object)) : PartsHash.NONE,
                delivered > 0 ? EventSum.of("a", FIVE).hex() : EventSum.ZERO.hex()));
    }

    private static ExportSpec spec(ExportId export) {
        return spec(export, 0, "hourly", "UTC", "here");
    }

    private static ExportSpec spec(ExportId export, int cadence, String every, String zone, String prefix) {
        return new ExportSpec(
                export,
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec(every, ZoneId.of(zone), Duration.ofMinutes(10)),
                3 * 1024 + cadence,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), prefix),
                Map.of());
    }
}
