package dev.waybill.select;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.ConcatenatedListView;
import java.util.Map;

/**
 * Counts the work of evaluating an expression about one event, and ends it when it is too much. It is counted in units of
 * about a character looked at or kept, by what the expression and the event are, never by the time that passes: so it
 * ends, or does not, in a replay as it did the first time.
 *
 * <p>The evaluator tells of every value that it has found, before the value is used. Whatever it does with a value takes
 * no longer than to look at all of it, text and elements, so that much is charged; {@link Prices} knows the exceptions.
 * Once spent, the budget ends every further step: CEL's operators go on with their other side when one side has failed.
 * Confined to one thread.
 */
final class Budget implements CelEvaluationListener {
    /** Units for one event; what takes the longest for its units takes a few tenths of a second. */
    static final long LIMIT = 10_000_000;

    /** A step of the evaluator costs as much as this many characters. */
    private static final int STEP = 100;
    /** A step that fails: the evaluator makes an exception, with a stack trace. */
    private static final int FAILURE = 2_000;
    /** An element of a list, or an entry of a map. */
    private static final int ELEMENT = 20;

    private final Prices prices;
    private long spent;
    /** The node whose value must be the next, if its step does not fail; 0 for any. */
    private long expected;

    Budget(Prices prices) {
        this.prices = prices;
    }

    /** The next event has all of it. */
    void renew() {
        spent = 0;
        expected = 0;
    }

    boolean isSpent() {
        return spent > LIMIT;
    }

    /** Units that the evaluation of this event has taken so far. */
    long spent() {
        return spent;
    }

    @Override
    public void callback(CelExpr node, Object value) {
        spend(expected == 0 || expected == node.id() ? STEP : STEP + FAILURE);
        expected = prices.completedBy(node.id());
        if (!prices.isPassedOn(node.id())) {
            long before = spent;
            lookAt(value);
            spend(prices.beyondLooking(node.id(), spent - before));
        }
    }

    /** Pays for text that is decoded or looked at. */
    void characters(long count) {
        spend(count);
    }

    /** Pays for an element of a list, or an entry of a map, without what it holds. */
    void element() {
        spend(ELEMENT);
    }

    private void lookAt(Object value) {
        if (value instanceof Boolean || value instanceof Number) {
            // Most values, and quickly told from the others.
            return;
        }
        if (value instanceof String text) {
            characters(text.length());
        } else if (value instanceof ConcatenatedListView) {
            // What map and filter have gathered so far; passed on as it is from step to step.
            return;
        } else if (value instanceof Iterable<?> elements) {
            elements.forEach(this::lookAtElement);
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> {
                lookAtElement(key);
                lookAt(entry);
            });
        } else if (value instanceof CelByteString bytes) {
            characters(bytes.size());
        } else if (value instanceof CelUnknownSet unknowns) {
            spend((long) ELEMENT
                    * (unknowns.unknownExprIds().size() + unknowns.attributes().size()));
        }
    }

    private void lookAtElement(Object value) {
        element();
        lookAt(value);
    }

    private void spend(long units) {
        spent += units;
        if (isSpent()) {
            throw new SpentException();
        }
    }

    /** Ends a step of the evaluator. */
    private static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentException() {
            super("more work than one event may take", null, false, false);
        }
    }
}
