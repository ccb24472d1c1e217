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

    private final Condition[] conditions;
    private final @Nullable FilterExpression expression;

    private EventFilter(List<Condition> conditions, @Nullable FilterExpression expression) {
        this.conditions = conditions.toArray(new Condition[0]);
        this.expression = expression;
    }

    /**
     * Prepares the selection of an export, and leaves out what happens to the export's own objects.
     *
     * @param expressions over the events of the export's source
     * @throws SelectionException if the selection names something that does not exist; lists all such names
     */
    public static EventFilter compile(ExportSpec export, Expressions expressions) {
        List<Condition> conditions = new ArrayList<>();
        export.destination()
                .s3()
                .flatMap(s3 -> LoopCondition.of(s3, expressions.type()))
                .ifPresent(conditions::add);
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

    private static EventFilter compile(SelectSpec spec, Expressions expressions, List<Condition> conditions) {
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
}
