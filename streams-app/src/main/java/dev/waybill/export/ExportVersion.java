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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A version of an export: one content of its spec, ready to work. Says which events it takes, what becomes of them, which
 * windows they fall into, and what the files look like and are called. Immutable but for scratch memory: confined to one thread.
 *
 * <p>What it does with events is made when the first one comes: a version that only finishes what it has begun needs neither a
 * filter nor a secret.
 */
public final class ExportVersion {
    private final String configVersion;
    private final ExportSpec spec;
    private final EventType type;
    private final PartForm parts;
    private final String topic;
    private final Supplier<Intake> intakes;
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
        this.configVersion = configVersion;
        this.spec = spec;
        this.type = type;
        this.parts = parts;
        this.topic = spec.topic();
        this.intakes = intakes;
    }

    /** What it was made of. */
    public ExportSpec spec() {
        return spec;
    }

    /** The export that this is a version of. */
    public ExportId export() {
        return spec.exportId();
    }

    /** Names the version; the catalog says how. */
    public String configVersion() {
        return configVersion;
    }

    /** Where its events come from. */
    public Source source() {
        return spec.source();
    }

    /** The events that its rows are made of. */
    public EventType type() {
        return type;
    }

    /** Makes files of rows. */
    public OutputFormat format() {
        return parts.format();
    }

    /** Names the files. */
    public Layout layout() {
        return parts.layout();
    }

    /** Target size of a part as stored, bytes. */
    public int partSize() {
        return parts.partSize();
    }

    /** The export topic. */
    public String topic() {
        return topic;
    }

    /** How long after a window's end its events are still on time. */
    public Duration grace() {
        return spec.schedule().grace();
    }

    /** Whether an event delivered before is left out. */
    public boolean deduplicates() {
        return spec.deduplicate();
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
