package dev.waybill.control.replay;

import dev.waybill.app.replay.PlannedWindow;
import dev.waybill.app.replay.ReplayReport.Outcome;
import dev.waybill.app.replay.WhyNot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Windows of one export that follow each other and were not delivered again, for one reason.
 *
 * @param windows how many
 * @param parts of them that were delivered again all the same
 * @param missing parts that were delivered then and have not been made again
 * @param others parts that were made and not delivered
 */
public record ReplayGap(PlannedWindow first, PlannedWindow last, int windows, int parts, int missing, int others) {
    /** The gaps in these, which are sorted by export and time. */
    public static List<ReplayGap> in(Collection<Outcome> outcomes) {
        List<ReplayGap> gaps = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            PlannedWindow window = outcome.window();
            if (window.isReplayed()) {
                continue;
            }
            int at = gaps.size() - 1;
            if (at >= 0 && gaps.get(at).goesOnWith(window)) {
                gaps.set(at, gaps.get(at).and(outcome));
            } else {
                gaps.add(of(outcome));
            }
        }
        return gaps;
    }

    /** The gaps of a plan, of which nothing has been done yet. */
    public static List<ReplayGap> planned(Collection<PlannedWindow> windows) {
        return in(windows.stream()
                .map(window -> new Outcome(window, 0, 0, 0, 0, 0))
                .toList());
    }

    private static ReplayGap of(Outcome outcome) {
        return new ReplayGap(
                outcome.window(), outcome.window(), 1, outcome.parts(), outcome.missing(), outcome.others());
    }

    private ReplayGap and(Outcome next) {
        return new ReplayGap(
                first,
                next.window(),
                windows + 1,
                parts + next.parts(),
                missing + next.missing(),
                others + next.others());
    }

    private boolean goesOnWith(PlannedWindow next) {
        return last.export().equals(next.export())
                && last.whyNot().equals(next.whyNot())
                && last.window().end().equals(next.window().start());
    }

    public WhyNot why() {
        return first.whyNot().orElseThrow();
    }

    /** Why, with what that means for these windows. */
    public String reason() {
        return why().text()
                + switch (why()) {
                    case OPEN -> "; the last one is due at " + last.due();
                    case DIFFERS ->
                        "; parts delivered again: " + parts + ", not made again: " + missing
                                + ", made and not delivered: " + others;
                    default -> "";
                };
    }
}
