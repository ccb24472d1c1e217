package dev.waybill.control.preview.leak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a value is written: what has been done to it, the outermost first; nothing where it stands as it is.
 *
 * @param steps the same several times where it was done several times
 */
public record Spelling(List<Step> steps) {
    /** As it is. */
    public static final Spelling PLAIN = new Spelling(List.of());

    public Spelling {
        steps = List.copyOf(steps);
    }

    static Spelling of(Step... steps) {
        return new Spelling(List.of(steps));
    }

    /** The same, with one thing more that was done before all others. */
    Spelling within(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Spelling(more);
    }

    /**
     * Whether redaction promises to find a value that is written so: where it stands so, it leaks. It looks through rounds of
     * percent-encoding, and in each of them through escapes or Punycode once.
     */
    public boolean isPromised() {
        return steps.stream().allMatch(Step::isPromised)
                && steps.stream().filter(Step::isInnermost).count() <= 1
                && steps.lastIndexOf(Step.PERCENT_ENCODED) <= firstInnermost();
    }

    private int firstInnermost() {
        int first = 0;
        while (first < steps.size() && !steps.get(first).isInnermost()) {
            first++;
        }
        return first;
    }

    /** For people. */
    public String words() {
        if (steps.isEmpty()) {
            return "as it is";
        }
        Map<Step, Integer> times = new LinkedHashMap<>();
        steps.forEach(step -> times.merge(step, 1, Integer::sum));
        return times.entrySet().stream()
                .map(entry -> entry.getKey().words() + (entry.getValue() == 1 ? "" : " " + entry.getValue() + " times"))
                .collect(Collectors.joining(", "));
    }
}
