package dev.waybill.export;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.OutputFormat;
import dev.waybill.layout.Layout;
import dev.waybill.select.Verdict;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.window.Window;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A version of an export: one content of its spec, ready to work. Says which events it takes, what becomes of them, which
 * windows they fall into, and what the files look like and are called. Immutable but for scratch memory: confined to one thread.
 *
 * <p>What it does with events is made when the first one comes: a version that only finishes what it has begun needs neither a
 * filter nor a secret.
 *
 * <p>A version whose spec this program cannot read only keeps what was begun under it; whatever else is asked of it, it throws
 * the {@link SpecException} that says why.
 */
public final class ExportVersion {
    /** @param topic of the spec */
    private record Content(ExportSpec spec, EventType type, PartForm parts, String topic) {}

    private final ExportId export;
    private final String configVersion;
    private final Duration grace;
    private final boolean deduplicates;
    private final Supplier<Content> content;
    private final Supplier<Intake> intakes;
    private final Optional<SpecException> unreadable;
    private @Nullable Intake intake;

    /**
     * Makes a version.
     *
     * @param configVersion names it, as the catalog does
     * @param type of the events
     * @param parts what its files look like
     * @param intakes makes what it does with events; throws {@link SpecException} while that cannot be made, as for a secret
     *     that is missing, and is asked again then
     */
    public ExportVersion(
            String configVersion, ExportSpec spec, EventType type, PartForm parts, Supplier<Intake> intakes) {
        Content known = new Content(spec, type, parts, spec.topic());
        this.export = spec.exportId();
        this.configVersion = configVersion;
        this.grace = spec.schedule().grace();
        this.deduplicates = spec.deduplicate();
        this.content = () -> known;
        this.intakes = intakes;
        this.unreadable = Optional.empty();
    }

    private ExportVersion(
            ExportId export, String configVersion, Duration grace, boolean deduplicates, SpecException why) {
        this.export = export;
        this.configVersion = configVersion;
        this.grace = grace;
        this.deduplicates = deduplicates;
        this.content = () -> {
            throw why;
        };
        this.intakes = () -> {
            throw why;
        };
        this.unreadable = Optional.of(why);
    }

    /**
     * A version that batches were begun under by another program, and whose spec this one cannot read.
     *
     * @param grace see {@link #grace}
     * @param deduplicates see {@link #deduplicates}
     */
    public static ExportVersion unreadable(
            ExportId export, String configVersion, Duration grace, boolean deduplicates, SpecException why) {
        return new ExportVersion(export, configVersion, grace, deduplicates, why);
    }

    /** Why this program cannot read its spec; empty if it can. */
    public Optional<SpecException> unreadable() {
        return unreadable;
    }

    /** What it was made of. */
    public ExportSpec spec() {
        return content.get().spec();
    }

    /** The export that this is a version of. */
    public ExportId export() {
        return export;
    }

    /** Names the version; the catalog says how. */
    public String configVersion() {
        return configVersion;
    }

    /** Where its events come from. */
    public Source source() {
        return spec().source();
    }

    /** The events that its rows are made of. */
    public EventType type() {
        return content.get().type();
    }

    /** Makes files of rows. */
    public OutputFormat format() {
        return content.get().parts().format();
    }

    /** Names the files. */
    public Layout layout() {
        return content.get().parts().layout();
    }

    /** Target size of a part as stored, bytes. */
    public int partSize() {
        return content.get().parts().partSize();
    }

    /** The export topic. */
    public String topic() {
        return content.get().topic();
    }

    /** How long after a window's end its events are still on time. */
    public Duration grace() {
        return grace;
    }

    /** Whether an event delivered before is left out. */
    public boolean deduplicates() {
        return deduplicates;
    }

    /**
     * The window of an event, as the schedule has it.
     *
     * @throws ScheduleFault if there is a fault in the schedule
     * @throws SpecException if the version cannot take events now, with all its problems
     */
    public Window windowAt(long occurredAtMicros) {
        Intake events = intake();
        try {
            return events.schedule().windowAt(occurredAtMicros);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ScheduleFault(e);
        }
    }

    /** Whether it takes the event. */
    public Verdict select(Event event) {
        return intake().filter().verdict(event);
    }

    /** What of its spec leaves the event out, see {@link dev.waybill.select.EventFilter#leftOutBy}. */
    public Optional<String> leftOutBy(Event event) {
        return intake().filter().leftOutBy(event);
    }

    /** Makes rows of the events it takes. Versions that make the same rows may share it. */
    public RowMaker rows() {
        return intake().rows();
    }

    private Intake intake() {
        Intake made = intake;
        if (made == null) {
            made = intakes.get();
            intake = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return export() + "@" + configVersion;
    }
}
