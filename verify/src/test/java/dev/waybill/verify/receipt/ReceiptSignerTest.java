package dev.waybill.verify.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.verify.TestKeys;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptSignerTest {
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");
    private static final Instant SEVEN = Instant.parse("2026-03-04T07:00:00Z");
    private static final Window HOUR = new Window(FIVE, SIX);
    private static final Terms TERMS =
            Issuing.terms("hourly", "2026-01-01T00:00:00Z", Optional.of("2026-06-01T00:00:00Z"), 0xabc);
    private static final EventSum SUM = EventSum.of("a", FIVE);

    private final ReceiptSigner signer = new ReceiptSigner(TestKeys.OLD);

    private static Part part(int number) {
        return new Part("p" + number + ".csv", 10, 1, Sha256.hex("part " + number));
    }

    private static StatedWindow window(int parts) {
        return new StatedWindow(
                HOUR,
                new Counts(parts + 10, parts, 4, 3, 2, 1),
                parts == 0 ? EventSum.ZERO : SUM,
                new InlineParts(IntStream.range(0, parts)
                        .mapToObj(ReceiptSignerTest::part)
                        .toList()));
    }

    private static Statement statement(Subject subject, Set<Remark> remarks, StatedWindow... windows) {
        return new Statement(
                new ExportId("acme", "downloads"), Optional.empty(), subject, TERMS, 12, remarks, List.of(windows));
    }

    private static Statement onTime(int parts) {
        return statement(new OnTime(Optional.of(SEVEN)), Set.of(), window(parts));
    }

    private static String text(Document document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void writesEveryMemberInItsForm() {
        Issued issued = signer.issue(onTime(1), new ChainState(2, 0, Optional.empty(), Optional.of("ab".repeat(32))));

        assertThat(issued.receipt().name()).isEqualTo("_receipts/downloads/20260304T050000Z.json");
        assertThat(text(issued.receipt()).replaceAll("\"signature\":\"[^\"]{88}\"", "\"signature\":\"S\""))
                .isEqualTo("{\"chain\":{\"continues\":\"" + "ab".repeat(32) + "\",\"number\":2,\"seq\":1},"
                        + "\"config-version\":\"000000000abc\",\"export\":\"downloads\",\"format\":1,"
                        + "\"key\":\"c84638a16bbb86df3d3ce3a3db6e9ecd\",\"kind\":\"window\",\"next\":\"2026-03-04T07:00:00Z\","
                        + "\"reign\":{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-06-01T00:00:00Z\"},"
                        + "\"schedule\":{\"every\":\"hourly\",\"grace\":\"PT10M\",\"zone\":\"UTC\"},\"signature\":\"S\","
                        + "\"source-partitions\":12,\"tenant\":\"acme\",\"windows\":[{\"counts\":{\"delivered\":1,"
                        + "\"duplicate\":3,\"filtered\":4,\"open\":1,\"read\":11,\"withheld\":2},"
                        + "\"end\":\"2026-03-04T06:00:00Z\",\"parts\":[{\"name\":\"p0.csv\",\"rows\":1,\"sha256\":\""
                        + Sha256.hex("part 0") + "\",\"size\":10}],\"start\":\"2026-03-04T05:00:00Z\",\"sum\":\""
                        + SUM.hex() + "\"}]}");
    }

    @Test
    void theSameStatementAtTheSamePlaceGivesTheSameBytes() {
        assertThat(signer.issue(onTime(3), ChainState.BEGIN).receipt().bytes())
                .isEqualTo(signer.issue(onTime(3), ChainState.BEGIN).receipt().bytes());
    }

    @Test
    void eachReceiptNamesTheOneBefore() throws UnreadableReceiptException {
        Issued first = signer.issue(onTime(1), ChainState.BEGIN);
        Issued second = signer.issue(onTime(2), first.chain());
        Issued moved = signer.issue(onTime(3), second.chain().atNewDestination());

        assertThat(read(first).link()).isEqualTo(new ChainLink(1, 1, Optional.empty(), Optional.empty()));
        assertThat(read(second).link())
                .isEqualTo(new ChainLink(1, 2, Optional.of(first.receipt().sha256()), Optional.empty()));
        assertThat(read(moved).link())
                .isEqualTo(new ChainLink(
                        2, 1, Optional.empty(), Optional.of(second.receipt().sha256())));
        assertThat(second.receipt().sha256())
                .isEqualTo(Sha256.hex(second.receipt().bytes()));
    }

    @Test
    void aDestinationThatWasNeverUsedIsPassedOver() {
        Issued first = signer.issue(onTime(1), ChainState.BEGIN);

        ChainState third = first.chain().atNewDestination().atNewDestination();

        assertThat(third.number()).isEqualTo(3);
        assertThat(third.continues()).contains(first.receipt().sha256());
    }

    @Test
    void everyKindIsReadAsItWasWritten() throws UnreadableReceiptException {
        Set<Remark> all = EnumSet.allOf(Remark.class);
        Window next = new Window(SIX, SEVEN);
        StatedWindow second = new StatedWindow(next, Counts.NONE, EventSum.ZERO, InlineParts.NONE);
        for (Statement statement : List.of(
                statement(new OnTime(Optional.empty()), Set.of(), window(0)),
                statement(new OnTime(Optional.of(SEVEN)), all, window(2)),
                statement(new Day(Optional.of(Instant.parse("2026-03-05T00:00:00Z"))), Set.of(), window(2), second),
                statement(new Late(SEVEN), Set.of(Remark.UNATTRIBUTED), window(1)),
                statement(new Revision(3, SEVEN), Set.of(Remark.PRODUCER_ARRIVAL), window(1)),
                statement(
                        new Discard(4, SEVEN), Set.of(), StatedWindow.discarded(HOUR, List.of("p0.csv", "p1.csv"))))) {
            assertThat(read(signer.issue(statement, ChainState.BEGIN)).statement())
                    .isEqualTo(statement);
        }
    }

    @Test
    void aReplaysReceiptSaysWhereItStands() throws UnreadableReceiptException {
        Statement original = onTime(1);
        Statement again = new Statement(
                original.export(),
                Optional.of("r1"),
                original.subject(),
                original.terms(),
                original.sourcePartitions(),
                original.remarks(),
                original.windows());

        assertThat(read(signer.issue(again, ChainState.BEGIN)).statement()).isEqualTo(again);
        assertThat(again.root()).isEqualTo("replay=r1/");
        assertThat(original.root()).isEmpty();
        assertThat(again.name()).isEqualTo(original.name());
    }

    @Test
    void namesSayWhatAReceiptIsAbout() {
        assertThat(statement(new Late(SEVEN), Set.of(), window(1)).name())
                .isEqualTo("_receipts/downloads/20260304T050000Z-late-20260304T070000Z.json");
        assertThat(statement(new Revision(2, SEVEN), Set.of(Remark.PRODUCER_ARRIVAL), window(1))
                        .name())
                .isEqualTo("_receipts/downloads/20260304T050000Z-revision-2.json");
        assertThat(statement(new Discard(4, SEVEN), Set.of(), StatedWindow.discarded(HOUR, List.of("p0.csv")))
                        .name())
                .isEqualTo("_receipts/downloads/20260304T050000Z-discard-4.json");
        assertThat(ReceiptName.of("downloads", FIVE)).isEqualTo(onTime(0).name());
    }

    @Test
    void onlyWhatSaysSoNamesDiscardedParts() {
        StatedWindow discarded = StatedWindow.discarded(HOUR, List.of("p0.csv"));

        assertThatThrownBy(() -> statement(new Revision(1, SEVEN), Set.of(), discarded))
                .hasMessage("a receipt of kind discard names discarded parts, and no other does");
        assertThatThrownBy(() -> statement(new Discard(1, SEVEN), Set.of(), window(0)))
                .hasMessage("a receipt of kind discard names discarded parts, and no other does");
        assertThatThrownBy(() -> StatedWindow.discarded(HOUR, List.of("_receipts/downloads/a.json")))
                .hasMessage("a part must not stand among the receipts");
        assertThatThrownBy(() -> new StatedWindow(
                        HOUR, new Counts(1, 0, 1, 0, 0, 0), EventSum.ZERO, InlineParts.NONE, List.of("p0.csv")))
                .hasMessage("what names discarded parts must count no events");
    }

    @Test
    void manyPartsStandOnPages() throws UnreadableReceiptException {
        ReceiptSigner small = new ReceiptSigner(TestKeys.OLD, 4);

        Issued fits = small.issue(onTime(4), ChainState.BEGIN);
        Issued paged = small.issue(onTime(9), ChainState.BEGIN);

        assertThat(fits.pages()).isEmpty();
        assertThat(paged.pages()).hasSize(3);
        assertThat(paged.pages().get(2).name())
                .isEqualTo("_receipts/downloads/20260304T050000Z-page-00003-"
                        + Sha256.hex(paged.pages().get(2).bytes()).substring(0, 12) + ".json");
        PagedParts listed =
                (PagedParts) read(paged).statement().windows().get(0).parts();
        assertThat(listed.size()).isEqualTo(9);
        assertThat(listed.pages()).extracting(Page::parts).containsExactly(4L, 4L, 1L);
        assertThat(PageJson.read(listed.pages().get(1), paged.pages().get(1).bytes()))
                .containsExactly(part(4), part(5), part(6), part(7));
        assertThatThrownBy(() -> PageJson.read(
                        listed.pages().get(0), paged.pages().get(2).bytes()))
                .hasMessage("lists other numbers of parts and rows than its receipt says");
    }

    @Test
    void aReceiptListsTenThousandPartsItself() {
        assertThat(signer.issue(onTime(10_000), ChainState.BEGIN).pages()).isEmpty();
        assertThat(signer.issue(onTime(10_001), ChainState.BEGIN).pages()).hasSize(2);
    }

    @Test
    void refusesStatementsThatCannotBeTrue() {
        assertThatThrownBy(() -> new Counts(10, 1, 2, 3, 4, 5))
                .hasMessage("read is 10, but delivered + filtered + duplicate + withheld + open is 15");
        assertThatThrownBy(() -> new Counts(-1, -1, 0, 0, 0, 0))
                .hasMessage("read must be from 0 to 9007199254740991, not -1");
        assertThatThrownBy(() ->
                        new StatedWindow(HOUR, new Counts(2, 2, 0, 0, 0, 0), SUM, new InlineParts(List.of(part(0)))))
                .hasMessage("delivered is 2, but the parts hold 1 rows");
        assertThatThrownBy(() -> new StatedWindow(HOUR, Counts.NONE, SUM, InlineParts.NONE))
                .hasMessage("the sum of no events is zero");
        assertThatThrownBy(() -> new InlineParts(List.of(part(0), part(0))))
                .hasMessage("the part p0.csv is listed twice");
        assertThatThrownBy(() -> statement(new OnTime(Optional.empty()), Set.of()))
                .hasMessage("windows must not be empty");
        assertThatThrownBy(() -> statement(new Late(SEVEN), Set.of(), window(0), window(0)))
                .hasMessage("only the receipt of a day has several windows");
        assertThatThrownBy(() -> statement(new Day(Optional.empty()), Set.of(), window(0), window(0)))
                .hasMessage("the window that should start at 2026-03-04T06:00:00Z starts at 2026-03-04T05:00:00Z");
        assertThatThrownBy(() -> statement(new OnTime(Optional.of(SIX)), Set.of(), window(0)))
                .hasMessage("next must be after 2026-03-04T06:00:00Z");
        assertThatThrownBy(() -> new Statement(
                        new ExportId("acme", "downloads"),
                        Optional.empty(),
                        new OnTime(Optional.empty()),
                        Issuing.terms("hourly", "2026-01-01T00:00:00Z", Optional.of("2026-03-04T05:30:00Z"), 1),
                        1,
                        Set.of(),
                        List.of(window(0))))
                .hasMessage("its windows must lie in the reign of their version");
        for (String name : List.of("", "/a", "a//b", "../a", "a/./b", "a\\b", "é", "_receipts/a")) {
            assertThatThrownBy(() -> new Part(name, 0, 0, "00".repeat(32)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatShowsItselfAfterwardsMayDoSoWhoeverStampsTheRecords() throws UnreadableReceiptException {
        Statement revision = statement(new Revision(2, SEVEN), Set.of(), window(1));

        Issued issued = signer.issue(revision, ChainState.BEGIN);

        assertThat(read(issued).statement()).isEqualTo(revision);
        assertThat(issued.receipt().name()).isEqualTo("_receipts/downloads/20260304T050000Z-revision-2.json");
    }

    private static Receipt read(Issued issued) throws UnreadableReceiptException {
        SignedReceipt signed = SignedReceipt.read(issued.receipt().bytes());
        assertThat(signed.isSignedWith(TestKeys.OLD.verifyingKey())).isTrue();
        return signed.content();
    }
}
