package dev.waybill.kind.family;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import java.util.List;

/**
 * A kind that a spec asks for, with its options: a record whose name is the YAML name of the kind in camel case with
 * {@code Spec} behind it. Its components are the options, {@code keepLast} for {@code keep-last}; constants named
 * {@code DEFAULT_} and the option, or one named {@code DEFAULT} for all, hold what a spec may leave out. What no event could
 * have is refused by its constructor.
 */
public interface KindOptions {
    /** What is wrong with the options for these events; empty if nothing is. */
    List<OptionProblem> problems(EventLeaves events);
}
