package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.MapStore;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.Counts;
import dev.waybill.verify.receipt.Day;
import dev.waybill.verify.receipt.Discard;
import dev.waybill.verify.receipt.Document;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.InlineParts;
import dev.waybill.verify.receipt.Late;
import dev.waybill.verify.receipt.OnTime;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.verify.receipt.Revision;
import dev.waybill.verify.receipt.SignedReceipt;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.verify.receipt.Subject;
import dev.waybill.verify.receipt.UnreadableReceiptException;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Source partitions of different speed write their ledger while the catalog is edited, exports are held back, a partition is
 * added, the ledger begins in the middle, and the process that issues receipts crashes: there is never a receipt before its
 * window is complete, never a wrong count, never one missing, and a crash changes no byte.
 */
class ReceiptBookPropertyTest {
    private static final int LEDGERS = 8;
    private static final SigningKey KEY = SigningKey.generate();
    private static final Duration SPREAD = Duration.ofSeconds(30);

    /** A receipt, how many entries had been read when it was issued, and before which time the catalog was decided then. */
    private record Issue(Receipt receipt, int entries, long decidedBefore) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void receiptsAreWhatTheOracleSaysWhateverHappens(int firstSeed) throws UnreadableReceiptException {
        Map<Class<?>, Integer> kinds = new HashMap<>();
        for (int seed = firstSeed * LEDGERS; seed < (firstSeed + 1) * LEDGERS; seed++) {
            RandomLedger ledger = new RandomLedger(seed);
            Run run = new Run(ledger, new Random(seed), true);
            run.run();
            try {
                check(ledger, run);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
            for (Issue issue : run.issues()) {
                kinds.merge(issue.receipt().statement().subject().getClass(), 1, Integer::sum);
            }
        }
        assertThat(kinds.keySet())
                .as("all kinds of receipts have been issued")
                .contains(OnTime.class, Day.class, Late.class, Revision.class, Discard.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCrashAndARestartChangeNoByte(int firstSeed) {
        for (int seed = firstSeed * LEDGERS; seed < (firstSeed + 1) * LEDGERS; seed++) {
            RandomLedger ledger = new RandomLedger(seed);
            Run undisturbed = new Run(ledger, new Random(seed), false);
            undisturbed.run();
            Run reopened = new Run(ledger, new Random(seed), false);
            reopened.reopenAlways();
            reopened.run();

            assertThat(reopened.texts()).as("seed %d", seed).isEqualTo(undisturbed.texts());
            assertThat(undisturbed.texts()).isNotEmpty();
        }
    }

    private static void check(RandomLedger ledger, Run run) throws UnreadableReceiptException {
        assertThat(run.outbox.faults()).isEmpty();
        assertThat(run.outbox.contradictions()).isEmpty();
        List<LedgerEntry> entries =
                ledger.steps().stream().map(RandomLedger.Step::entry).toList();
        ReceiptOracle oracle = new ReceiptOracle(ledger.end(), ledger.sources(), entries);
        Set<String> names = new HashSet<>();
        for (Issue issue : run.issues()) {
            Statement statement = issue.receipt().statement();
            assertThat(Micros.of(statement.end())).isLessThan(issue.decidedBefore());
            assertThat(names.add(statement.export() + statement.name()))
                    .as(statement.name())
                    .isTrue();
            try {
                oracle.check(issue.receipt(), entries.subList(0, issue.entries()));
            } catch (AssertionError e) {
                throw new AssertionError(
                        statement.export() + " " + statement.name() + " after " + issue.entries() + " entries", e);
            }
        }
        for (ExportId export : RandomLedger.EXPORTS) {
            List<Receipt> receipts = run.issues().stream()
                    .map(Issue::receipt)
                    .filter(receipt -> receipt.statement().export().equals(export))
                    .toList();
            Map<Instant, List<Window>> onTime = receipts.stream()
                    .map(Receipt::statement)
                    .filter(statement -> completes(statement.subject()))
                    .collect(Collectors.toMap(
                            Statement::start,
                            statement -> statement.windows().stream()
                                    .map(StatedWindow::window)
                                    .toList()));
            Map<Instant, List<Window>> expected = oracle.expected(export, RandomLedger.LAST.minus(SPREAD));
            assertThat(List.of(without(expected, onTime), without(onTime, expected)))
                    .as("%s: missing, and not expected", export)
                    .allMatch(Map::isEmpty);
            assertThat(totals(receipts)).as("%s", export).isEqualTo(oracle.totals(export));
            assertThat(discarded(receipts))
                    .as("%s: each once", export)
                    .containsExactlyInAnyOrderElementsOf(oracle.discarded(
                            export,
                            run.discards.values().stream().flatMap(List::stream).toList()));
            checkNext(receipts);
            checkPlaces(receipts, oracle);
            checkChains(receipts);
        }
    }

    /** What receipts name as discarded, each of them about a window whose own receipt has been issued, or never will be. */
    private static List<String> discarded(List<Receipt> receipts) {
        List<String> names = new ArrayList<>();
        for (Receipt receipt : receipts) {
            Statement statement = receipt.statement();
            if (statement.subject() instanceof Discard) {
                StatedWindow stated = statement.windows().get(0);
                boolean isStatedLater = receipts.subList(receipts.indexOf(receipt), receipts.size()).stream()
                        .map(Receipt::statement)
                        .filter(later -> completes(later.subject()))
                        .anyMatch(later -> later.windows().stream()
                                .anyMatch(window -> window.window().equals(stated.window())));
                assertThat(isStatedLater)
                        .as("%s before its window's", statement.name())
                        .isFalse();
                names.addAll(stated.discarded());
            }
        }
        return names;
    }

    private static Map<Instant, List<Window>> without(
            Map<Instant, List<Window>> some, Map<Instant, List<Window>> others) {
        Map<Instant, List<Window>> rest = new TreeMap<>(some);
        rest.entrySet().removeAll(others.entrySet());
        return rest;
    }

    private static boolean completes(Subject subject) {
        return subject instanceof OnTime || subject instanceof Day;
    }

    private static Map<Window, ReceiptOracle.Total> totals(List<Receipt> receipts) {
        Map<Window, ReceiptOracle.Total> totals = new HashMap<>();
        for (Receipt receipt : receipts) {
            for (StatedWindow stated : receipt.statement().windows()) {
                Counts counts = stated.counts();
                Set<String> parts = ((InlineParts) stated.parts())
                        .parts().stream().map(Part::name).collect(Collectors.toSet());
                ReceiptOracle.Total total = new ReceiptOracle.Total(
                        new LedgerCounts(
                                counts.read(),
                                counts.delivered(),
                                counts.filtered(),
                                counts.duplicate(),
                                counts.withheld()),
                        stated.sum(),
                        parts);
                if (counts.read() > 0) {
                    totals.merge(stated.window(), total, ReceiptOracle.Total::plus);
                }
                assertThat(counts.read() > 0 || stated.sum().equals(EventSum.ZERO))
                        .isTrue();
            }
        }
        return totals;
    }

    /** Where one says that another follows, it does. */
    private static void checkNext(List<Receipt> receipts) {
        List<Receipt> onTime = receipts.stream()
                .filter(receipt -> completes(receipt.statement().subject()))
                .sorted(Comparator.comparing(receipt -> receipt.statement().start()))
                .toList();
        for (int i = 0; i + 1 < onTime.size(); i++) {
            Statement statement = onTime.get(i).statement();
            Statement following = onTime.get(i + 1).statement();
            Optional<Instant> next = statement.subject().next();
            if (next.isPresent()) {
                assertThat(following.start()).isEqualTo(statement.end());
                assertThat(following.end()).isBeforeOrEqualTo(next.get());
            } else if (onTime.get(i).link().number() == onTime.get(i + 1).link().number()) {
                assertThat(following.start()).isAfter(statement.end());
                assertThat(following.start()).isEqualTo(following.terms().reignFrom());
            }
        }
    }

    /** Windows that go to another place than those before them begin a new chain. */
    private static void checkPlaces(List<Receipt> receipts, ReceiptOracle oracle) {
        String place = "";
        long number = 0;
        for (Receipt receipt : receipts) {
            Statement statement = receipt.statement();
            if (completes(statement.subject())) {
                String here = oracle.place(statement.export(), statement.start());
                if (!here.equals(place)) {
                    assertThat(receipt.link().number()).isGreaterThan(number);
                    // Late events may have begun the very first chain.
                    assertThat(place.isEmpty() || receipt.link().seq() == 1).isTrue();
                } else {
                    assertThat(receipt.link().number()).isEqualTo(number);
                }
                place = here;
                number = receipt.link().number();
            }
        }
    }

    private static void checkChains(List<Receipt> receipts) {
        Map<Long, Receipt> last = new HashMap<>();
        for (Receipt receipt : receipts) {
            Receipt before = last.put(receipt.link().number(), receipt);
            assertThat(receipt.link().seq())
                    .isEqualTo(before == null ? 1 : before.link().seq() + 1);
            assertThat(receipt.link().previous())
                    .isEqualTo(Optional.ofNullable(before).map(Receipt::hash));
            if (before == null && receipt.link().number() > 1) {
                assertThat(receipts)
                        .extracting(Receipt::hash)
                        .contains(receipt.link().continues().orElseThrow());
            }
        }
        assertThat(last.keySet())
                .hasSize(last.keySet().stream().mapToInt(Long::intValue).max().orElse(0));
    }

    /** One process after the other, each with transactions. */
    private static final class Run {
        private final RandomLedger ledger;
        private final Random random;
        private final boolean disturbed;
        private boolean reopenAlways;

        private MapStore store = new MapStore();
        private final IssuedReceipts outbox = new IssuedReceipts();
        private final List<Integer> issuedAfter = new ArrayList<>();
        private final List<Long> decidedThen = new ArrayList<>();
        private final Map<Integer, List<RecordDiscarded>> discards;
        private ReceiptBook book;

        private MapStore committedStore = new MapStore();
        private int committedIssued;
        private int committedEntries;

        Run(RandomLedger ledger, Random random, boolean disturbed) {
            this.ledger = ledger;
            this.random = random;
            this.disturbed = disturbed;
            this.discards = ledger.discards();
            this.book = open();
        }

        void reopenAlways() {
            reopenAlways = true;
        }

        private ReceiptBook open() {
            return ReceiptBook.open(
                    new ReceiptBook.Setup(
                            RandomLedger.APPLICATION,
                            Topics.partition(RandomLedger.EXPORTS.get(0), Topics.LEDGER_PARTITIONS),
                            new ReceiptSigner(KEY),
                            ledger.sources(),
                            RandomLedger::cadence,
                            export -> SPREAD),
                    store,
                    outbox);
        }

        void run() {
            List<RandomLedger.Step> steps = ledger.steps();
            Instant knownUpTo = Instant.EPOCH;
            int crashes = 0;
            for (int i = 0; i < steps.size(); i++) {
                book.accept(steps.get(i).entry());
                discards.getOrDefault(i, List.of()).forEach(book::accept);
                if (random.nextInt(6) == 0) {
                    Instant upTo = steps.get(i).now().minusSeconds(random.nextInt(2_400));
                    knownUpTo = upTo.isAfter(knownUpTo) ? upTo : knownUpTo;
                }
                boolean works = random.nextInt(4) == 0;
                int most = disturbed ? 1 + random.nextInt(4) : Integer.MAX_VALUE / 100;
                if (works) {
                    outbox.shut(disturbed && random.nextInt(4) == 0);
                    work(knownUpTo, most, i + 1);
                }
                if (disturbed && random.nextInt(8) == 0) {
                    commit(i + 1);
                } else if (disturbed && crashes < 20 && random.nextInt(20) == 0) {
                    crashes++;
                    i = crash() - 1;
                }
            }
            outbox.shut(false);
            Instant all = RandomLedger.LAST.plus(Duration.ofDays(2));
            while (work(all, 3, steps.size())) {
                reopen();
            }
        }

        private boolean work(Instant knownUpTo, int most, int entries) {
            reopen();
            Knowledge known = ledger.known(knownUpTo);
            int before = outbox.issued().size();
            boolean more = book.work(known, most);
            assertThat(outbox.issued().size() - before).isLessThanOrEqualTo(most);
            while (issuedAfter.size() < outbox.issued().size()) {
                issuedAfter.add(entries);
                decidedThen.add(known.decidedBefore());
            }
            return more;
        }

        private void reopen() {
            if (reopenAlways) {
                book = open();
            }
        }

        private void commit(int entries) {
            committedStore = store.copy();
            committedIssued = outbox.issued().size();
            committedEntries = entries;
        }

        private int crash() {
            store = committedStore.copy();
            outbox.issued().subList(committedIssued, outbox.issued().size()).clear();
            issuedAfter.subList(committedIssued, issuedAfter.size()).clear();
            decidedThen.subList(committedIssued, decidedThen.size()).clear();
            book = open();
            return committedEntries;
        }

        List<Issue> issues() throws UnreadableReceiptException {
            List<Issue> issues = new ArrayList<>();
            for (int i = 0; i < outbox.issued().size(); i++) {
                List<Document> documents = outbox.issued().get(i).documents();
                SignedReceipt signed =
                        SignedReceipt.read(documents.get(documents.size() - 1).bytes());
                assertThat(signed.isSignedWith(KEY.verifyingKey())).isTrue();
                issues.add(new Issue(signed.content(), issuedAfter.get(i), decidedThen.get(i)));
            }
            return issues;
        }

        List<String> texts() {
            return outbox.issued().stream()
                    .flatMap(receipt -> receipt.documents().stream())
                    .map(document -> new String(document.bytes(), StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        }
    }
}
