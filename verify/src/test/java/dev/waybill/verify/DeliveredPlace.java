package dev.waybill.verify;

import dev.waybill.contract.ExportId;
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

/**
 * What stands below a tenant's prefix after some hours, with everything that a receipt can say: three exports, empty and
 * partial windows, late events and revisions, pages, a rotated key, a change of the spec, a pause between two reigns, a
 * destination that was left and taken again, and a replay. Always the same bytes.
 */
public final class DeliveredPlace {
    public static final Instant NOW = Instant.parse("2026-03-08T00:00:00Z");
    /** Every window that ended by then has its receipt. */
    public static final Instant COMPLETE_UNTIL = Instant.parse("2026-03-04T10:00:00Z");

    private static final Instant BEGIN = Instant.parse("2026-03-04T00:00:00Z");

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final List<Delivered> log = new ArrayList<>();

    private DeliveredPlace() {}

    public static DeliveredPlace make() {
        DeliveredPlace place = new DeliveredPlace();
        place.downloads();
        place.audit();
        place.quick();
        place.replay();
        return place;
    }

    /** By name. */
    public TreeMap<String, byte[]> objects() {
        return new TreeMap<>(objects);
    }

    /** In the order of issue, export by export. */
    public List<Delivered> log() {
        return List.copyOf(log);
    }

    private static Window hour(int number) {
        Instant start = BEGIN.plus(Duration.ofHours(number));
        return new Window(start, start.plus(Duration.ofHours(1)));
    }

    private static Instant hourEnd(int number) {
        return hour(number).end();
    }

    private static ExportId acme(String export) {
        return new ExportId("acme", export);
    }

    /** Hourly; a partial first window, empty ones, late events, another key and another version from six o'clock on. */
    private void downloads() {
        Issuing export = new Issuing(
                acme("downloads"),
                Issuing.terms("hourly", "2026-01-01T00:00:00Z", Optional.of("2026-03-04T06:00:00Z"), 1),
                TestKeys.OLD,
                objects,
                log);
        export.remarks(Remark.PARTIAL);
        export.onTime(hour(0), 1, Optional.of(hourEnd(1)));
        export.remarks();
        for (int i = 1; i < 6; i++) {
            export.onTime(hour(i), i == 3 ? 0 : i % 3 + 1, Optional.of(hourEnd(i + 1)));
        }
        export.late(hour(2), BEGIN.plus(Duration.ofHours(5)), 2);
        export.key(TestKeys.NEW);
        export.terms(Issuing.terms("hourly", "2026-03-04T06:00:00Z", Optional.empty(), 2));
        export.remarks(Remark.UNATTRIBUTED);
        for (int i = 6; i < 10; i++) {
            export.onTime(hour(i), i == 8 ? 0 : 2, Optional.of(hourEnd(i + 1)));
        }
    }

    /** Hourly; a window on pages, a pause from four to six, and another destination from eight to nine. */
    private void audit() {
        Issuing export = new Issuing(
                acme("audit"),
                Issuing.terms("hourly", "2026-03-04T00:00:00Z", Optional.of("2026-03-04T04:00:00Z"), 3),
                TestKeys.OLD,
                objects,
                log);
        for (int i = 0; i < 4; i++) {
            export.onTime(hour(i), i == 2 ? 9 : 1, i == 3 ? Optional.empty() : Optional.of(hourEnd(i + 1)));
        }
        export.terms(Issuing.terms("hourly", "2026-03-04T06:00:00Z", Optional.of("2026-03-04T08:00:00Z"), 4));
        export.onTime(hour(6), 1, Optional.of(hourEnd(7)));
        export.onTime(hour(7), 2, Optional.empty());
        export.key(TestKeys.NEW);
        export.moveAway();
        export.moveAway();
        export.terms(Issuing.terms("hourly", "2026-03-04T09:00:00Z", Optional.empty(), 5));
        export.remarks(Remark.REDIRECTED);
        export.onTime(hour(9), 1, Optional.of(hourEnd(10)));
    }

    /**
     * A window every six hours, one receipt a day, producers that stamp their records, and a part that was discarded and is there. The
     * last revision is signed with a key that is not for its window's time any more, nor was then.
     */
    private void quick() {
        Issuing export = new Issuing(
                acme("quick"),
                Issuing.terms("0 */6 * * *", "2026-03-01T00:00:00Z", Optional.empty(), 6),
                TestKeys.OLD,
                objects,
                log);
        export.remarks(Remark.PRODUCER_ARRIVAL);
        for (int day = 1; day < 4; day++) {
            Instant start = Instant.parse("2026-03-0" + day + "T00:00:00Z");
            List<Window> windows = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Instant from = start.plus(Duration.ofHours(6L * i));
                windows.add(new Window(from, from.plus(Duration.ofHours(6))));
            }
            Delivered delivered =
                    export.day(windows, day == 2 ? 0 : day == 3 ? 2 : 1, Optional.of(start.plus(Duration.ofDays(2))));
            if (day == 1) {
                export.revision(windows.get(1), 1, windows.get(3).end(), 1);
                export.discard(
                        windows.get(2),
                        2,
                        Instant.parse("2026-03-02T09:00:00Z"),
                        List.of(delivered.parts().get(2)));
            }
        }
        export.key(TestKeys.NEW);
        Instant second = Instant.parse("2026-03-02T00:00:00Z");
        export.revision(new Window(second, second.plus(Duration.ofHours(6))), 3, TestKeys.NEW_FROM, 1);
    }

    /** Two hours of before, delivered again beside them: names count from the replay's folder. */
    private void replay() {
        TreeMap<String, byte[]> below = new TreeMap<>();
        List<Delivered> issued = new ArrayList<>();
        Issuing export = new Issuing(
                acme("downloads"),
                Issuing.terms("hourly", "2026-01-01T00:00:00Z", Optional.empty(), 7),
                TestKeys.OLD,
                below,
                issued);
        export.replay("r1");
        export.onTime(hour(0), 1, Optional.of(hourEnd(1)));
        export.onTime(hour(1), 2, Optional.of(hourEnd(2)));
        below.forEach((name, bytes) -> objects.put("replay=r1/" + name, bytes));
    }
}
