package dev.waybill.cli.apply;

import dev.waybill.app.replay.PlannedWindow;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayReport.Outcome;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.WhyNot;
import dev.waybill.cli.replay.ReplayText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of the time before exports. */
record BackfillReport(List<History> histories) implements FurtherReport {
    BackfillReport {
        histories = List.copyOf(histories);
    }

    /**
     * What became of one export's.
     *
     * @param done what was delivered, as far as it was
     * @param problem why it was not; empty if it was stopped
     */
    record History(ReplayRequest asked, Optional<ReplayReport> done, Optional<String> problem) {
        static History done(ReplayRequest asked, ReplayReport report) {
            return new History(asked, Optional.of(report), Optional.empty());
        }

        static History failed(ReplayRequest asked, String problem) {
            return new History(asked, Optional.empty(), Optional.of(problem));
        }

        static History stopped(ReplayRequest asked) {
            return new History(asked, Optional.empty(), Optional.empty());
        }

        boolean isStopped() {
            return done.isEmpty() && problem.isEmpty();
        }

        private List<String> lines() {
            List<String> lines = new ArrayList<>();
            String name = "history of " + asked.scope() + ": ";
            problem.ifPresent(why -> lines.add(name + why));
            if (isStopped()) {
                lines.add(name + "stopped; the same command goes on where it was");
            }
            done.ifPresent(report -> {
                lines.add("history of " + asked.scope() + " from " + asked.from() + " to " + asked.to());
                new ReplayText(report).brief().lines().forEach(lines::add);
            });
            rest().ifPresent(lines::add);
            return lines;
        }

        /** How to get those windows that nothing delivers by itself once they have closed. */
        private Optional<String> rest() {
            List<PlannedWindow> open = done.stream()
                    .flatMap(report -> report.windows().stream())
                    .map(Outcome::window)
                    .filter(window -> window.whyNot().equals(Optional.of(WhyNot.OPEN)))
                    .toList();
            if (open.isEmpty()) {
                return Optional.empty();
            }
            Instant due = open.get(open.size() - 1).due();
            ReplayRequest rest = asked.startingAt(open.get(0).window().start());
            return Optional.of("After " + due + " the rest can be delivered: ./waybill replay " + rest.scope()
                    + " --under " + rest.versions().word() + " --from " + rest.from() + " --to " + rest.to());
        }

        private Map<String, Object> content() {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("export", asked.scope());
            content.put("from", asked.from().toString());
            content.put("to", asked.to().toString());
            content.put("state", done.isPresent() ? "done" : isStopped() ? "stopped" : "refused");
            problem.ifPresent(why -> content.put("why", why));
            done.ifPresent(report -> content.put("replay", new ReplayText(report).content()));
            return content;
        }
    }

    @Override
    public String member() {
        return "backfill";
    }

    @Override
    public List<String> lines() {
        return histories.stream().flatMap(history -> history.lines().stream()).toList();
    }

    @Override
    public List<Map<String, Object>> content() {
        return histories.stream().map(History::content).toList();
    }

    /** What the input does not hold any more is said, and is nothing that could be mended. */
    @Override
    public boolean isWell() {
        return histories.stream().allMatch(history -> history.done().isPresent());
    }
}
