package dev.waybill.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.catalog.record.JsonObject;
import dev.waybill.catalog.record.JsonOutput;
import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.window.Window;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Entries of the ledger as JSON; {@code docs/reference/ledger.md} describes it. */
public final class LedgerJson {
    /** The newest format that this program reads, and the one it writes. */
    public static final int FORMAT = 1;

    private static final String OPENED = "opened";
    private static final String PART = "part";
    private static final String DISCARDED = "discarded";
    private static final String FINISHED = "finished";
    private static final String PASSED = "passed";
    private static final String BEHIND = "behind";
    private static final String CAUGHT_UP = "caught-up";
    private static final String HELD_BACK = "held-back";
    private static final String UNDECIDED = "undecided";

    private LedgerJson() {}

    /** The value of an entry's record. */
    public static byte[] write(LedgerEntry entry) {
        return JsonOutput.value(FORMAT, out -> {
            if (entry instanceof BatchOpened opened) {
                begin(out, OPENED, opened.source());
                batch(out, opened.batch());
                out.writeStringField("config-version", opened.configVersion());
                out.writeStringField("due", opened.due().toString());
            } else if (entry instanceof PartEmitted part) {
                begin(out, PART, part.source());
                batch(out, part.batch());
                out.writeNumberField("number", part.number());
                out.writeStringField("object", part.object());
                out.writeNumberField("size", part.size());
                out.writeNumberField("rows", part.rows());
                out.writeStringField("sha256", part.sha256());
            } else if (entry instanceof BatchDiscarded discarded) {
                begin(out, DISCARDED, discarded.source());
                batch(out, discarded.batch());
                out.writeNumberField("events", discarded.events());
            } else if (entry instanceof BatchFinished finished) {
                begin(out, FINISHED, finished.source());
                batch(out, finished.batch());
                out.writeStringField("config-version", finished.configVersion());
                counts(out, finished.counts());
                out.writeNumberField("first-offset", finished.firstOffset());
                out.writeNumberField("last-offset", finished.lastOffset());
                out.writeNumberField("parts", finished.parts());
                out.writeStringField("parts-hash", finished.partsHash());
                out.writeStringField("sum", finished.sum());
            } else if (entry instanceof PartitionPassed passed) {
                begin(out, PASSED, passed.source());
                out.writeNumberField("partitions", passed.partitions());
                out.writeStringField("through", passed.through().toString());
                out.writeStringField("since", passed.since().toString());
                out.writeStringField("stamped", YamlName.of(passed.stamped()));
                out.writeBooleanField("unattributed", passed.unattributed());
            } else if (entry instanceof ExportBehind behind) {
                begin(out, BEHIND, behind.source());
                export(out, behind.export());
            } else if (entry instanceof ExportCaughtUp caughtUp) {
                begin(out, CAUGHT_UP, caughtUp.source());
                export(out, caughtUp.export());
            } else if (entry instanceof ExportHeldBack heldBack) {
                begin(out, HELD_BACK, heldBack.source());
                export(out, heldBack.export());
                out.writeStringField("since", heldBack.since().toString());
                out.writeStringField("why", heldBack.why());
            } else if (entry instanceof EventsUndecided undecided) {
                begin(out, UNDECIDED, undecided.source());
                out.writeStringField("tenant", undecided.tenant());
                out.writeStringField("hour", undecided.hour().toString());
            }
        });
    }

    private static void begin(JsonGenerator out, String kind, LedgerSource source) throws IOException {
        out.writeStringField("kind", kind);
        out.writeStringField("application", source.application());
        out.writeStringField("source", YamlName.of(source.source()));
        out.writeNumberField("partition", source.partition());
    }

    static void export(JsonGenerator out, ExportId export) throws IOException {
        out.writeStringField("tenant", export.tenant());
        out.writeStringField("export", export.export());
    }

    private static void batch(JsonGenerator out, LedgerBatch batch) throws IOException {
        export(out, batch.export());
        out.writeStringField("start", batch.window().start().toString());
        out.writeStringField("end", batch.window().end().toString());
        if (batch.lateHour().isPresent()) {
            out.writeStringField("late-hour", batch.lateHour().get().toString());
        }
    }

    private static void counts(JsonGenerator out, LedgerCounts counts) throws IOException {
        out.writeNumberField("read", counts.read());
        out.writeNumberField("delivered", counts.delivered());
        out.writeNumberField("filtered", counts.filtered());
        out.writeNumberField("duplicate", counts.duplicate());
        out.writeNumberField("withheld", counts.withheld());
    }

    /**
     * Reads what {@link #write} wrote, and what later programs of the same format add to it.
     *
     * @return empty for an entry of a kind that this program does not know
     * @throws UnreadableRecordException if it is none, or of a newer format
     */
    public static Optional<LedgerEntry> read(byte[] value) throws UnreadableRecordException {
        JsonObject root = JsonObject.parse(value, FORMAT);
        try {
            LedgerSource source = new LedgerSource(
                    root.text("application"), constant(root, "source", Source.values()), number(root, "partition"));
            return Optional.ofNullable(
                    switch (root.text("kind")) {
                        case OPENED ->
                            new BatchOpened(source, batch(root), root.text("config-version"), root.instant("due"));
                        case PART ->
                            new PartEmitted(
                                    source,
                                    batch(root),
                                    number(root, "number"),
                                    root.text("object"),
                                    root.integer("size"),
                                    root.integer("rows"),
                                    root.text("sha256"));
                        case DISCARDED -> new BatchDiscarded(source, batch(root), root.integer("events"));
                        case FINISHED ->
                            new BatchFinished(
                                    source,
                                    batch(root),
                                    root.text("config-version"),
                                    counts(root),
                                    root.integer("first-offset"),
                                    root.integer("last-offset"),
                                    number(root, "parts"),
                                    root.text("parts-hash"),
                                    root.text("sum"));
                        case PASSED ->
                            new PartitionPassed(
                                    source,
                                    number(root, "partitions"),
                                    root.instant("through"),
                                    root.instant("since"),
                                    constant(root, "stamped", Stamped.values()),
                                    root.flag("unattributed"));
                        case BEHIND -> new ExportBehind(source, export(root));
                        case CAUGHT_UP -> new ExportCaughtUp(source, export(root));
                        case HELD_BACK ->
                            new ExportHeldBack(source, export(root), root.instant("since"), root.text("why"));
                        case UNDECIDED -> new EventsUndecided(source, root.text("tenant"), root.instant("hour"));
                        default -> null;
                    });
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("contradicts itself: " + e.getMessage(), e);
        }
    }

    static ExportId export(JsonObject root) throws UnreadableRecordException {
        return new ExportId(root.text("tenant"), root.text("export"));
    }

    private static LedgerBatch batch(JsonObject root) throws UnreadableRecordException {
        Optional<String> hour = root.optionalText("late-hour");
        return new LedgerBatch(
                export(root),
                new Window(root.instant("start"), root.instant("end")),
                hour.isPresent() ? Optional.of(root.instant("late-hour")) : Optional.<Instant>empty());
    }

    private static LedgerCounts counts(JsonObject root) throws UnreadableRecordException {
        return new LedgerCounts(
                root.integer("read"),
                root.integer("delivered"),
                root.integer("filtered"),
                root.integer("duplicate"),
                root.integer("withheld"));
    }

    static int number(JsonObject root, String name) throws UnreadableRecordException {
        long number = root.integer(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw root.wrong(name, "must be a number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static <E extends Enum<E>> E constant(JsonObject root, String name, E[] constants)
            throws UnreadableRecordException {
        String text = root.text(name);
        return Stream.of(constants)
                .filter(constant -> YamlName.of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> root.wrong(name, "is not known to this program: " + text));
    }
}
