package dev.waybill.select;

import dev.waybill.event.EventType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The filter expressions over events of one type. Compiling one takes milliseconds, so each text is compiled once, for all
 * threads. Thread-safe; nothing of the expression language is loaded before the first expression comes.
 */
public final class Expressions {
    private final EventType type;
    private final Map<String, CompiledExpression> compiled = new ConcurrentHashMap<>();
    private volatile @Nullable ExpressionCompiler compiler;

    private Expressions(EventType type) {
        this.type = type;
    }

    public static Expressions of(EventType type) {
        return new Expressions(type);
    }

    /** The events that the expressions are about. */
    public EventType type() {
        return type;
    }

    /**
     * What an expression says about an event, for one thread.
     *
     * @param text an expression that is true or false
     * @throws SelectionException with everything that is wrong with it
     */
    FilterExpression filter(String text) {
        return new FilterExpression(compiled.computeIfAbsent(text, this::compile), type);
    }

    private CompiledExpression compile(String text) {
        ExpressionCompiler existing = compiler;
        if (existing == null) {
            existing = new ExpressionCompiler(type);
            compiler = existing;
        }
        return existing.compile(text);
    }
}
