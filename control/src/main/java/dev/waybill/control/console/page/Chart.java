package dev.waybill.control.console.page;

import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * A small chart of bars, one for each element of a series, with everything that it shows in words, too.
 *
 * @param id of the chart on its page
 * @param bars the path of all bars, in a box of {@link #width} by {@link #HEIGHT}
 */
public record Chart(String id, String title, String words, int width, String bars) {
    public static final int HEIGHT = 60;
    private static final int STEP = 3;

    /**
     * Of the overview's series.
     *
     * @param values one for each slot, not negative
     * @param unit how a value is said
     */
    static Chart of(String id, String title, List<Json> slots, List<Long> values, LongFunction<String> unit) {
        int top = 0;
        int last = -1;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) > values.get(top)) {
                top = i;
            }
            if (values.get(i) > 0) {
                last = i;
            }
        }
        long most = values.isEmpty() ? 0 : values.get(top);
        String words = most == 0
                ? "Nothing in the last 24 hours."
                : "Most: " + unit.apply(most) + " in the five minutes from "
                        + Words.time(slots.get(top).text("start")) + ". Last: " + unit.apply(values.get(last))
                        + " from "
                        + Words.time(slots.get(last).text("start")) + ".";
        return new Chart(id, title, words, values.size() * STEP, bars(values, most));
    }

    private static String bars(List<Long> values, long most) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) > 0) {
                double height = Math.max(1, (double) HEIGHT * values.get(i) / most);
                path.append(String.format(Locale.ROOT, "M%d %dv%.1fh2v%.1fz", i * STEP, HEIGHT, -height, height));
            }
        }
        return path.toString();
    }
}
