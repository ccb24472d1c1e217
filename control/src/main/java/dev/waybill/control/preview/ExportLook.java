package dev.waybill.control.preview;

import dev.waybill.batch.Counts;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Limits;
import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Hit;
import dev.waybill.control.preview.leak.LeakScan;
import dev.waybill.control.preview.leak.OtherEvents;
import dev.waybill.control.rows.Cell;
import dev.waybill.event.Decoder;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.redact.FieldEdit;
import dev.waybill.select.Verdict;
import dev.waybill.spec.ExportSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at what becomes of single events in one export: why they are left out, what they are before and after, and whether
 * their rows hold what they must not. By the same objects that production selects, redacts and formats with.
 */
final class ExportLook {
    private static final int ROWS_AT_ONCE = 200;
    private static final int BYTES_AT_ONCE = 4 << 20;

    /** A row that has not been looked at. */
    private record Pending(SourceEvent event, String eventId, List<HiddenValue> hidden, byte[] row) {}

    private final ExportSpec spec;
    private final ExportVersion version;
    private final Decoder decoder;
    private final HiddenFields hidden;
    private final RowFiles files;
    private final LeakScan scan = new LeakScan();
    private final Unsearched unsearched;
    private final OtherEvents others;
    private final Leaks leaks = new Leaks();

    private final Event event;
    private final Event redacted;
    private final RowBuffer row = new RowBuffer();
    private final List<Pending> pending = new ArrayList<>();
    private long pendingBytes;

    private final SortedMap<String, Long> leftOut = new TreeMap<>();
    private final Deque<PreviewSample> samples = new ArrayDeque<>();
    private final int samplesWanted;
    private long scanned;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /**
     * @param configVersion names the version
     * @throws dev.waybill.spec.yaml.SpecException if it cannot be made
     */
    ExportLook(ExportBinder binder, String configVersion, ExportSpec spec, Decoder decoder, int samples)
            throws IOException {
        this.spec = spec;
        this.version = binder.bind(configVersion, spec);
        this.decoder = decoder;
        this.hidden = new HiddenFields(binder.edits(spec));
        this.files = new RowFiles(version);
        this.unsearched = new Unsearched(files, scan);
        this.others = new OtherEvents(spec.exportId().tenant());
        this.event = new Event(version.type());
        this.redacted = new Event(version.type());
        this.samplesWanted = samples;
    }

    /** Takes an event of the source, of whatever tenant. */
    void take(SourceEvent source) throws IOException {
        if (decoder.decode(source.value(), event).isPresent() || !isOfTenant()) {
            return;
        }
        firstMillis = Math.min(firstMillis, source.arrivalMillis());
        lastMillis = Math.max(lastMillis, source.arrivalMillis());
        Verdict verdict;
        try {
            verdict = version.select(event);
        } catch (RuntimeException | StackOverflowError e) {
            return; // withheld, and counted as such
        }
        if (verdict == Verdict.LEFT_OUT) {
            version.leftOutBy(event).ifPresent(key -> leftOut.merge(key, 1L, Long::sum));
        } else if (verdict == Verdict.TAKEN && redact()) {
            takeRow(source);
        }
    }

    private boolean isOfTenant() {
        return spec.exportId().tenant().equals(event.text(event.type().tenant()));
    }

    /** Whether it can be delivered; where not, it has been counted. */
    private boolean redact() {
        try {
            redacted.copyFrom(event);
            row.clear();
            return version.rows().make(redacted, row) && row.length() <= Limits.MAX_PART_SIZE;
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    private void takeRow(SourceEvent source) throws IOException {
        if (samplesWanted > 0) {
            if (samples.size() == samplesWanted) {
                samples.removeFirst();
            }
            samples.addLast(PreviewSample.of(event, redacted));
        }
        String id = String.valueOf(event.text(event.type().eventId()));
        pending.add(new Pending(source, id, hidden.of(event), Arrays.copyOf(row.array(), row.length())));
        pendingBytes += row.length();
        if (pending.size() == ROWS_AT_ONCE || pendingBytes >= BYTES_AT_ONCE) {
            look();
        }
    }

    private void look() throws IOException {
        List<List<Cell>> rows = files.cells(pending.stream().map(Pending::row).toList());
        for (int i = 0; i < rows.size(); i++) {
            Pending one = pending.get(i);
            List<Cell> cells = rows.get(i);
            scanned++;
            others.add(one.eventId(), one.hidden(), cells);
            List<Hit> hits = scan.find(one.hidden(), cells);
            if (!hits.isEmpty()) {
                leaks.add(one.eventId(), toldApart(hits, one));
            }
        }
        pending.clear();
        pendingBytes = 0;
    }

    /** Reads the event again: what was decoded first may have been overwritten. */
    private List<Hit> toldApart(List<Hit> hits, Pending one) throws IOException {
        decoder.decode(one.event().value(), event);
        List<FieldEdit> applied = hidden.applied(event);
        if (!redact()) {
            throw new IllegalStateException(version + " redacts an event the first time, and not the second");
        }
        return unsearched.toldApart(hits, redacted, applied);
    }

    /** What must be known to read what was found. */
    List<String> notes() {
        return hidden.shortened() == 0
                ? List.of()
                : List.of(spec.exportId() + ": only the first " + HiddenFields.MOST
                        + " values were looked for of events, " + hidden.shortened() + ", that hide more");
    }

    /** Ends it. */
    ExportPreview finish(Tally tally, FirstFile file) throws IOException {
        look();
        others.find().forEach(found -> leaks.add(found.eventId(), List.of(found.hit())));
        Counts counts = tally.counts();
        List<PreviewWindow> windows = tally.windows();
        long bytes = windows.stream().mapToLong(PreviewWindow::bytes).sum();
        Duration over =
                lastMillis < firstMillis ? Duration.ZERO : Duration.ofSeconds((lastMillis - firstMillis) / 1_000);
        Optional<PreviewFile> shown = Optional.empty();
        if (tally.first().isPresent()) {
            shown = Optional.of(file.of(tally.first().get(), version.format().spec()));
        }
        return new ExportPreview(
                spec.exportId(),
                spec.source(),
                version.configVersion(),
                spec.format().kind(),
                counts,
                leftOut,
                tally.withheld(),
                windows,
                ExportPreview.PerDay.of(counts.delivered(), bytes, over),
                shown,
                List.copyOf(samples),
                scanned,
                leaks.list());
    }
}
