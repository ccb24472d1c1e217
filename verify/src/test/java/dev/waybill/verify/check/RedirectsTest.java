package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.contract.ExportId;
import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.TestKeys;
import dev.waybill.verify.place.JoinedPlace;
import dev.waybill.verify.place.MemoryPlace;
import dev.waybill.verify.receipt.Issuing;
import dev.waybill.verify.receipt.Issuing.Delivered;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An hourly export of six windows with two objects each. It was redirected when the first window and one object of the second had
 * been delivered, and three receipts had been issued; from the sixth window on another version rules, whose place it is.
 */
class RedirectsTest {
    private static final int WINDOWS = 6;

    private final TreeMap<String, byte[]> before = new TreeMap<>();
    private final TreeMap<String, byte[]> after = new TreeMap<>();
    private final List<Delivered> windows = new ArrayList<>();

    @BeforeEach
    void deliver() {
        Issuing export = new Issuing(
                new ExportId("acme", "downloads"),
                Issuing.terms("hourly", "2026-03-04T00:00:00Z", Optional.empty(), 1),
                TestKeys.OLD,
                after,
                windows);
        Instant start = Instant.parse("2026-03-04T00:00:00Z");
        for (int i = 0; i < WINDOWS; i++) {
            if (i == 3) {
                export.moveAway();
                export.remarks(Remark.REDIRECTED);
            } else if (i == 5) {
                export.remarks();
            }
            Window window = new Window(start, start.plus(Duration.ofHours(1)));
            start = window.end();
            export.onTime(window, 2, Optional.of(start.plus(Duration.ofHours(1))));
        }
        List<String> delivered = new ArrayList<>(windows.get(0).parts());
        delivered.add(windows.get(0).receipt());
        delivered.add(part(1, 0));
        delivered.forEach(object -> before.put(object, after.remove(object)));
    }

    private String part(int window, int number) {
        return windows.get(window).parts().get(number);
    }

    private Checked together() {
        return Checked.of(
                new JoinedPlace(List.of(new MemoryPlace(before), new MemoryPlace(after))),
                new Expectations(
                        DeliveredPlace.NOW,
                        Optional.of(Instant.parse("2026-03-04T06:00:00Z")),
                        Optional.empty(),
                        List.of()));
    }

    private static List<String> objects(Checked checked, FindingKind kind) {
        return checked.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(finding -> finding.object().orElseThrow())
                .toList();
    }

    @Test
    void atTheNewDestinationOnlyTheObjectIsMissingThatStandsAtTheOld() {
        assertThat(Checked.of(after).findings())
                .extracting(Finding::kind, finding -> finding.object().orElseThrow(), Finding::detail)
                .containsExactly(
                        tuple(
                                FindingKind.ELSEWHERE,
                                windows.get(1).receipt(),
                                "the receipt with number 1 of its chain, issued before it, should stand at the destination that"
                                        + " the export was redirected from: check both together"),
                        tuple(
                                FindingKind.MISSING,
                                part(1, 0),
                                "its receipt names it, and it is not there; what was delivered before the export was"
                                        + " redirected stands at its destination then: check both together"));
    }

    @Test
    void theNewDestinationIsCleanWhenTheObjectWasCopied() {
        after.put(part(1, 0), before.get(part(1, 0)));

        assertThat(Checked.of(after).wrong()).isEmpty();
    }

    @Test
    void theOldDestinationIsCleanAndItsLastObjectWaits() {
        Checked checked = Checked.of(before);

        assertThat(checked.wrong()).isEmpty();
        assertThat(objects(checked, FindingKind.WAITING)).containsExactly(part(1, 0));
    }

    @Test
    void togetherTheyAreWhole() {
        assertThat(together().findings()).isEmpty();
        assertThat(together().summary().receipts()).isEqualTo(WINDOWS);
        assertThat(together().summary().objects()).isEqualTo(WINDOWS * 2);
    }

    @Test
    void whatWasDeliveredToBothCountsOnce() {
        before.put(part(1, 1), after.get(part(1, 1)));
        before.put(windows.get(1).receipt(), after.get(windows.get(1).receipt()));

        assertThat(together().findings()).isEmpty();
        assertThat(Checked.of(before).wrong()).isEmpty();
    }

    /** The export has got another destination without a redirect: what is late for windows at the old one continues its chain. */
    @Test
    void togetherAChainMayHaveGoneOnAfterTheNextBegan() {
        TreeMap<String, byte[]> first = new TreeMap<>();
        TreeMap<String, byte[]> second = new TreeMap<>();
        Window window = new Window(Instant.parse("2026-03-04T00:00:00Z"), Instant.parse("2026-03-04T01:00:00Z"));
        Window next = new Window(window.end(), window.end().plus(Duration.ofHours(1)));
        Issuing atFirst = issuing(first);
        Issuing moved = issuing(second);
        atFirst.onTime(window, 1, Optional.empty());
        moved.onTime(window, 1, Optional.empty());
        second.clear();
        moved.moveAway();
        moved.onTime(next, 1, Optional.empty());
        atFirst.late(window, next.start(), 1);
        JoinedPlace both = new JoinedPlace(List.of(new MemoryPlace(first), new MemoryPlace(second)));

        assertThat(Checked.of(both, Expectations.at(DeliveredPlace.NOW)).findings())
                .isEmpty();
    }

    private static Issuing issuing(TreeMap<String, byte[]> objects) {
        return new Issuing(
                new ExportId("acme", "downloads"),
                Issuing.terms("hourly", "2026-03-04T00:00:00Z", Optional.empty(), 1),
                TestKeys.OLD,
                objects,
                new ArrayList<>());
    }

    @Test
    void togetherNothingMayBeElsewhere() {
        before.remove(windows.get(0).receipt());
        before.remove(part(1, 0));
        after.remove(part(3, 1));

        assertThat(together().wrong())
                .filteredOn(finding -> finding.kind() != FindingKind.EXTRA)
                .extracting(Finding::kind, finding -> finding.object().orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple(FindingKind.MISSING_RECEIPT, windows.get(1).receipt()),
                        tuple(FindingKind.MISSING, part(1, 0)),
                        tuple(FindingKind.MISSING, part(3, 1)));
    }

    @Test
    void saysOfNoOtherReceiptThatItsObjectsMayStandElsewhere() {
        after.remove(part(4, 0));
        after.remove(part(5, 0));

        assertThat(Checked.of(after).wrong())
                .filteredOn(finding -> finding.detail().contains("redirected"))
                .extracting(finding -> finding.object().orElseThrow())
                .containsExactly(part(1, 0), part(4, 0));
        assertThat(Checked.of(after).kinds())
                .containsExactly(FindingKind.MISSING, FindingKind.MISSING, FindingKind.MISSING);
    }

    @Test
    void aHoleBehindTheFirstReceiptIsOne() {
        after.remove(windows.get(2).receipt());

        assertThat(Checked.of(after).kinds()).contains(FindingKind.CUT_OFF, FindingKind.GAP);
    }

    @Test
    void nothingIsElsewhereAsLongAsNoChainFollows() {
        for (int window = 3; window < WINDOWS; window++) {
            after.remove(windows.get(window).receipt());
            after.keySet().removeAll(windows.get(window).parts());
        }

        assertThat(Checked.of(after).kinds())
                .containsExactlyInAnyOrder(FindingKind.MISSING_RECEIPT, FindingKind.MISSING);
        assertThat(Checked.of(after).wrong())
                .noneMatch(finding -> finding.detail().contains("redirected"));
    }

    @Test
    void theFirstReceiptOfTheChainThatFollowsCannotBeTakenAway() {
        after.remove(windows.get(3).receipt());

        assertThat(Checked.of(after).kinds()).contains(FindingKind.MISSING_RECEIPT);
    }
}
