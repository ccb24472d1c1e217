package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.S3Destination;
import dev.waybill.spec.SelectSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides for one export which events it takes: those that fulfil every condition of its selection. Reads bytes and
 * allocates nothing per event. Confined to one thread.
 */
public final class EventFilter {
    private final Condition[] conditions;

    private EventFilter(List<Condition> conditions) {
        this.conditions = conditions.toArray(new Condition[0]);
    }

    /**
     * Prepares the selection of an export, and leaves out what happens to the export's own objects.
     *
     * @param type of the events of the export's source
     * @throws SelectionException if the selection names something that does not exist; lists all such names
     */
    public static EventFilter compile(ExportSpec export, EventType type) {
        List<Condition> conditions = new ArrayList<>();
        if (export.destination() instanceof S3Destination s3) {
            LoopCondition.of(s3, type).ifPresent(conditions::add);
        }
        conditions.addAll(new SelectionCompiler(export.select(), type).compile());
        return new EventFilter(conditions);
    }

    /**
     * Prepares a selection for events of one type, wherever they go.
     *
     * @throws SelectionException if it names something that does not exist; lists all such names
     */
    public static EventFilter compile(SelectSpec spec, EventType type) {
        return new EventFilter(new SelectionCompiler(spec, type).compile());
    }

    /** Whether the export takes this event. */
    public boolean accepts(Event event) {
        for (Condition condition : conditions) {
            if (!condition.accepts(event)) {
                return false;
            }
        }
        return true;
    }
}
