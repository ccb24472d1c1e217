package dev.waybill.verify.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Statements in JSON, as {@code docs/reference/receipts.md} describes them. */
final class StatementJson {
    private static final String PRODUCER = "producer";

    private StatementJson() {}

    static ObjectNode write(Statement statement) {
        ObjectNode root = CanonicalJson.JSON.createObjectNode();
        root.put("format", ReceiptFormat.CURRENT);
        root.put("tenant", statement.export().tenant());
        root.put("export", statement.export().export());
        statement.replay().ifPresent(id -> root.put("replay", id));
        root.put("source-partitions", statement.sourcePartitions());
        write(root, statement.subject());
        write(root, statement.terms());
        write(root, statement.remarks());
        ArrayNode windows = root.putArray("windows");
        statement.windows().forEach(window -> write(windows.addObject(), window));
        return root;
    }

    private static void write(ObjectNode root, Subject subject) {
        root.put("kind", subject.kind());
        subject.next().ifPresent(next -> root.put("next", next.toString()));
        if (subject instanceof Late late) {
            root.put("arrival-hour", late.arrivalHour().toString());
        }
        if (subject instanceof Revision revision) {
            root.put("revision", revision.number());
            root.put("at", revision.at().toString());
        }
        if (subject instanceof Discard discard) {
            root.put("discard", discard.number());
            root.put("at", discard.at().toString());
        }
    }

    private static void write(ObjectNode root, Terms terms) {
        root.put("config-version", terms.configVersion());
        ObjectNode reign = root.putObject("reign");
        reign.put("from", terms.reignFrom().toString());
        terms.reignUntil().ifPresent(until -> reign.put("until", until.toString()));
        root.putObject("schedule")
                .put("every", terms.schedule().every())
                .put("zone", terms.schedule().zone())
                .put("grace", terms.schedule().grace().toString());
    }

    private static void write(ObjectNode root, Set<Remark> remarks) {
        for (Remark remark : remarks) {
            switch (remark) {
                case PARTIAL -> root.put("partial", true);
                case PRODUCER_ARRIVAL -> root.put("arrival", PRODUCER);
                case UNATTRIBUTED -> root.put("unattributed", true);
                case REDIRECTED -> root.put("redirected", true);
            }
        }
    }

    private static void write(ObjectNode node, StatedWindow stated) {
        node.put("start", stated.window().start().toString());
        node.put("end", stated.window().end().toString());
        node.put("sum", stated.sum().hex());
        node.putObject("counts")
                .put("read", stated.counts().read())
                .put("delivered", stated.counts().delivered())
                .put("filtered", stated.counts().filtered())
                .put("duplicate", stated.counts().duplicate())
                .put("withheld", stated.counts().withheld())
                .put("open", stated.counts().open());
        PartsJson.write(node, stated.parts());
        if (!stated.discarded().isEmpty()) {
            ArrayNode discarded = node.putArray("discarded");
            stated.discarded().forEach(discarded::add);
        }
    }

    /** @throws IllegalArgumentException if the statement contradicts itself */
    static Statement read(Members root) throws UnreadableReceiptException {
        List<StatedWindow> windows = new ArrayList<>();
        for (Members window : root.objects("windows")) {
            windows.add(window(window));
        }
        return new Statement(
                new ExportId(root.text("tenant"), root.text("export")),
                root.optionalText("replay"),
                subject(root),
                terms(root),
                root.whole("source-partitions"),
                remarks(root),
                windows);
    }

    private static Subject subject(Members root) throws UnreadableReceiptException {
        return switch (root.text("kind")) {
            case "window" -> new OnTime(root.optionalInstant("next"));
            case "day" -> new Day(root.optionalInstant("next"));
            case "late" -> new Late(root.instant("arrival-hour"));
            case "revision" -> new Revision(root.whole("revision"), root.instant("at"));
            case "discard" -> new Discard(root.whole("discard"), root.instant("at"));
            default -> throw root.wrong("kind", "must be window, day, late, revision or discard");
        };
    }

    private static Terms terms(Members root) throws UnreadableReceiptException {
        Members reign = root.object("reign");
        Members schedule = root.object("schedule");
        return new Terms(
                root.text("config-version"),
                reign.instant("from"),
                reign.optionalInstant("until"),
                new StatedSchedule(schedule.text("every"), schedule.text("zone"), schedule.duration("grace")));
    }

    private static Set<Remark> remarks(Members root) throws UnreadableReceiptException {
        EnumSet<Remark> remarks = EnumSet.noneOf(Remark.class);
        if (root.flag("partial")) {
            remarks.add(Remark.PARTIAL);
        }
        if (root.flag("unattributed")) {
            remarks.add(Remark.UNATTRIBUTED);
        }
        if (root.flag("redirected")) {
            remarks.add(Remark.REDIRECTED);
        }
        if (root.has("arrival")) {
            if (!root.text("arrival").equals(PRODUCER)) {
                throw root.wrong("arrival", "must be producer or not there");
            }
            remarks.add(Remark.PRODUCER_ARRIVAL);
        }
        return remarks;
    }

    private static StatedWindow window(Members window) throws UnreadableReceiptException {
        Members counts = window.object("counts");
        return new StatedWindow(
                new Window(window.instant("start"), window.instant("end")),
                new Counts(
                        counts.whole("read"),
                        counts.whole("delivered"),
                        counts.whole("filtered"),
                        counts.whole("duplicate"),
                        counts.whole("withheld"),
                        counts.whole("open")),
                new EventSum(window.text("sum")),
                PartsJson.read(window),
                window.has("discarded") ? window.texts("discarded") : List.of());
    }
}
