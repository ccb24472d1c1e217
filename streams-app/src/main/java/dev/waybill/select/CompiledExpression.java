package dev.waybill.select;

import dev.cel.runtime.CelRuntime.Program;
import java.util.Set;

/**
 * A checked expression. Immutable.
 *
 * @param program what is evaluated
 * @param fields paths of the fields it names
 * @param nullable those of them that it compares, or puts anywhere else where null has a meaning
 * @param prices what its values cost
 */
record CompiledExpression(Program program, Set<String> fields, Set<String> nullable, Prices prices) {
    CompiledExpression {
        fields = Set.copyOf(fields);
        nullable = Set.copyOf(nullable);
    }
}
