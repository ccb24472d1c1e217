package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SelectSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one export which events it takes: those that fulfil every condition of its selection, and of which its
 * filter expression, if it has one, is true. The conditions read bytes and allocate nothing per event; the expression
 * comes last, since it costs more. Confined to one thread.
 */
public final class EventFilter {
    private static final EventFilter EVERYTHING = new EventFilter(List.of(), null);

    /** In place of a key: events about the objects of the export's own destination are left out. */
    public static final String OWN_OBJECTS = "the export's own objects";

    private static final String EXPRESSION = "select.filter";

    private final Condition[] conditions;
    /** What asks for each of them. */
    private final String[] keys;
    private final @Nullable FilterExpression expression;

    private EventFilter(List<NamedCondition> conditions, @Nullable FilterExpression expression) {
        this.conditions = conditions.stream().map(NamedCondition::condition).toArray(Condition[]::new);
        this.keys = conditions.stream().map(NamedCondition::key).toArray(String[]::new);
        this.expression = expression;
    }

    /**
     * Prepares the selection of an export, and leaves out what happens to the export's own objects.
     *
     * @param expressions over the events of the export's source
     * @throws SelectionException if the selection names something that does not exist; lists all such names
     */
    public static EventFilter compile(ExportSpec export, Expressions expressions) {
        List<NamedCondition> conditions = new ArrayList<>();
        export.destination()
                .s3()
                .flatMap(s3 -> LoopCondition.of(s3, expressions.type()))
                .ifPresent(condition -> conditions.add(new NamedCondition(OWN_OBJECTS, condition)));
        return compile(export.select(), expressions, conditions);
    }

    /**
     * Prepares a selection for events of one type, wherever they go.
     *
     * @throws SelectionException if it names something that does not exist; lists all such names
     */
    public static EventFilter compile(SelectSpec spec, EventType type) {
        return compile(spec, Expressions.of(type), new ArrayList<>());
    }

    private static EventFilter compile(SelectSpec spec, Expressions expressions, List<NamedCondition> conditions) {
        SelectionCompiler compiler = new SelectionCompiler(spec, expressions);
        conditions.addAll(compiler.conditions());
        Optional<FilterExpression> expression = compiler.expression();
        compiler.finish();
        return conditions.isEmpty() && expression.isEmpty()
                ? EVERYTHING
                : new EventFilter(conditions, expression.orElse(null));
    }

    /** Whether the export takes this event. */
    public Verdict verdict(Event event) {
        for (Condition condition : conditions) {
            if (!condition.accepts(event)) {
                return Verdict.LEFT_OUT;
            }
        }
        return expression == null ? Verdict.TAKEN : expression.verdict(event);
    }

    /** What of the spec leaves this event out, the first that does; empty if {@link #verdict} is not that it is left out. */
    public Optional<String> leftOutBy(Event event) {
        for (int i = 0; i < conditions.length; i++) {
            if (!conditions[i].accepts(event)) {
                return Optional.of(keys[i]);
            }
        }
        return verdict(event) == Verdict.LEFT_OUT ? Optional.of(EXPRESSION) : Optional.empty();
    }
}
