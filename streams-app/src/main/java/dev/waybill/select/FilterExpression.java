package dev.waybill.select;

import dev.cel.common.CelErrorCode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the fields of an event. Only the fields that are asked for in evaluating it are decoded.
 *
 * <p>A field that is missing is null where it is compared with {@code ==}, {@code !=} or {@code in}; everywhere else there
 * is no answer, as there is none about a key that a JSON value lacks. {@code &&} and {@code ||} give an answer where one
 * side is enough for it. Where the whole has no answer the event is left out. What fails for another reason, such as a
 * division by zero or more work than one event may take, is a failure.
 *
 * <p>Confined to one thread. Messages of the expression language may quote values; they go nowhere.
 */
final class FilterExpression {
    private static final Set<CelErrorCode> NO_ANSWER =
            Set.of(CelErrorCode.OVERLOAD_NOT_FOUND, CelErrorCode.ATTRIBUTE_NOT_FOUND, CelErrorCode.INDEX_OUT_OF_BOUNDS);
    private static final Optional<Object> NULL = Optional.of(NullValue.NULL_VALUE);
    private static final Optional<Object> EMPTY_JSON = Optional.of(Map.of());

    private final CompiledExpression expression;
    private final Budget budget;
    private final Map<String, Variable> variables = new HashMap<>();
    private final CelVariableResolver resolver = this::value;
    private Event event;

    FilterExpression(CompiledExpression expression, EventType type) {
        this.expression = expression;
        this.budget = new Budget(expression.prices());
        this.event = new Event(type);
        for (String path : expression.fields()) {
            Field field = type.field(path).orElseThrow();
            variables.put(path, new Variable(field, missing(field)));
        }
    }

    Verdict verdict(Event about) {
        event = about;
        budget.renew();
        Verdict verdict = evaluate();
        variables.values().forEach(Variable::forget);
        return budget.isSpent() ? Verdict.FAILED : verdict;
    }

    /** Units of work that the last verdict took. */
    long work() {
        return budget.spent();
    }

    private Verdict evaluate() {
        try {
            Object answer = expression.program().trace(resolver, budget);
            if (answer instanceof Boolean taken) {
                return taken ? Verdict.TAKEN : Verdict.LEFT_OUT;
            }
            return answer instanceof CelUnknownSet ? Verdict.LEFT_OUT : Verdict.FAILED;
        } catch (CelEvaluationException e) {
            return NO_ANSWER.contains(e.getErrorCode()) ? Verdict.LEFT_OUT : Verdict.FAILED;
        } catch (RuntimeException e) {
            return Verdict.FAILED;
        }
    }

    private Optional<Object> missing(Field field) {
        return switch (field.type()) {
            case JSON -> EMPTY_JSON;
            default -> expression.nullable().contains(field.path()) ? NULL : Optional.empty();
        };
    }

    private Optional<Object> value(String path) {
        Variable variable = variables.get(path);
        return variable == null ? Optional.empty() : variable.value();
    }

    private Object decoded(Field field) {
        return switch (field.type()) {
            case STRING -> text(field);
            case LONG -> event.number(field);
            case DOUBLE -> event.decimal(field);
            case BOOLEAN -> event.number(field) != 0;
            case TIMESTAMP_MICROS -> Instant.EPOCH.plus(event.number(field), ChronoUnit.MICROS);
            case JSON -> ExpressionJson.parse(text(field), budget);
        };
    }

    private String text(Field field) {
        budget.characters(event.length(field));
        return Optional.ofNullable(event.text(field)).orElseThrow();
    }

    /** A field the expression names, with its value in the current event once that is asked for. */
    private final class Variable {
        private final Field field;
        private final Optional<Object> missing;
        private @Nullable Optional<Object> known;

        /**
         * A variable without a value yet.
         *
         * @param missing what stands for it where an event does not have it; empty for "no answer"
         */
        Variable(Field field, Optional<Object> missing) {
            this.field = field;
            this.missing = missing;
        }

        Optional<Object> value() {
            if (known == null) {
                known = event.isNull(field) ? missing : Optional.of(decoded(field));
            }
            return known;
        }

        void forget() {
            known = null;
        }
    }
}
