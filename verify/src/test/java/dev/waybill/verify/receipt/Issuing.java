package dev.waybill.verify.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One export of a tenant that delivers objects and receipts, as the platform would: for tests. */
public final class Issuing {
    /** Small, so that a receipt with pages stays small. */
    public static final int MAX_PARTS = 4;

    /** A receipt that was issued, with all that belongs to it. */
    public record Delivered(
            String export,
            Instant start,
            String kind,
            String receipt,
            List<String> parts,
            List<String> pages,
            List<String> discarded) {}

    private final ExportId export;
    private final Map<String, byte[]> objects;
    private final List<Delivered> log;
    private Terms terms;
    private Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    private SigningKey key;
    private ChainState chain = ChainState.BEGIN;
    private long serial;
    private Optional<String> replay = Optional.empty();

    public Issuing(ExportId export, Terms terms, SigningKey key, Map<String, byte[]> objects, List<Delivered> log) {
        this.export = export;
        this.terms = terms;
        this.key = key;
        this.objects = objects;
        this.log = log;
    }

    public static Terms terms(String every, String from, Optional<String> until, int version) {
        return new Terms(
                String.format(Locale.ROOT, "%012x", version),
                Instant.parse(from),
                until.map(Instant::parse),
                new StatedSchedule(every, "UTC", Duration.ofMinutes(10)));
    }

    public void replay(String id) {
        replay = Optional.of(id);
    }

    public void terms(Terms next) {
        terms = next;
    }

    public void key(SigningKey next) {
        key = next;
    }

    public void remarks(Remark... next) {
        remarks = EnumSet.noneOf(Remark.class);
        remarks.addAll(List.of(next));
    }

    public void moveAway() {
        chain = chain.atNewDestination();
    }

    /** A window on time, whose next ends at {@code next}. */
    public Delivered onTime(Window window, int parts, Optional<Instant> next) {
        return issue(new OnTime(next), List.of(window), parts);
    }

    public Delivered day(List<Window> windows, int partsEach, Optional<Instant> next) {
        return issue(new Day(next), windows, partsEach);
    }

    public Delivered late(Window window, Instant hour, int parts) {
        return issue(new Late(hour), List.of(window), parts);
    }

    public Delivered revision(Window window, long number, Instant at, int parts) {
        return issue(new Revision(number, at), List.of(window), parts);
    }

    /** Parts that were issued before were dropped. */
    public Delivered discard(Window window, long number, Instant at, List<String> names) {
        return issue(new Discard(number, at), List.of(StatedWindow.discarded(window, names)), List.of());
    }

    private Delivered issue(Subject subject, List<Window> windows, int partsEach) {
        List<StatedWindow> stated = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Window window : windows) {
            List<Part> parts = new ArrayList<>();
            EventSum sum = EventSum.ZERO;
            for (int i = 0; i < partsEach; i++) {
                Part part = part(window, subject, i);
                parts.add(part);
                names.add(part.name());
                for (int row = 0; row < part.rows(); row++) {
                    sum = sum.plus(EventSum.of(eventId(row), window.start().plusSeconds(row)));
                }
            }
            InlineParts list = new InlineParts(parts);
            stated.add(new StatedWindow(window, new Counts(list.rows() + 6, list.rows(), 3, 2, 1, 0), sum, list));
        }
        return issue(subject, stated, names);
    }

    private Delivered issue(Subject subject, List<StatedWindow> stated, List<String> names) {
        Statement statement = new Statement(export, replay, subject, terms, 2, remarks, stated);
        Issued issued = new ReceiptSigner(key, MAX_PARTS).issue(statement, chain);
        issued.pages().forEach(page -> objects.put(page.name(), page.bytes()));
        objects.put(issued.receipt().name(), issued.receipt().bytes());
        chain = issued.chain();
        Delivered delivered = new Delivered(
                export.export(),
                statement.start(),
                subject.kind(),
                issued.receipt().name(),
                names,
                issued.pages().stream().map(Document::name).toList(),
                stated.stream().flatMap(window -> window.discarded().stream()).toList());
        log.add(delivered);
        return delivered;
    }

    private String eventId(int row) {
        return export.export() + "-" + serial + "-" + row;
    }

    private Part part(Window window, Subject subject, int number) {
        StringBuilder content = new StringBuilder("event_id,occurred_at\n");
        int rows = 1 + (int) (++serial % 3);
        for (int row = 0; row < rows; row++) {
            content.append(eventId(row))
                    .append(',')
                    .append(window.start().plusSeconds(row))
                    .append('\n');
        }
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.hex(bytes);
        String late = subject instanceof Late ? subject.suffix() : "";
        String day = window.start().toString();
        String name = String.format(
                Locale.ROOT,
                "year=%s/month=%s/day=%s/hour=%s/%s-%s-%s%s-p%d-%05d-%s.csv",
                day.substring(0, 4),
                day.substring(5, 7),
                day.substring(8, 10),
                day.substring(11, 13),
                export.tenant(),
                export.export(),
                WholeSecond.inNames(window.start()),
                late,
                number % 2,
                number / 2 + (subject instanceof Revision ? 100 : 0),
                sha256.substring(0, 12));
        objects.put(name, bytes);
        return new Part(name, bytes.length, rows, sha256);
    }
}
