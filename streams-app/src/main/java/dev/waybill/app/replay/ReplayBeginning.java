package dev.waybill.app.replay;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Begins a replay, or finds that it has begun.
 *
 * @param admin used, not closed
 */
record ReplayBeginning(Admin admin, LedgerReading ledger, Clock clock) {
    /**
     * Its plan: the one that it has begun with, or a new one. A plan by which no window can be delivered again is not written,
     * so nothing has begun.
     *
     * @throws ReplayRefusedException if it cannot be done, or the topic is another replay's
     * @throws dev.waybill.spec.yaml.SpecException if a version cannot be made of its spec
     */
    ReplayPlan plan(Planning planning, ReplayRequest request, ReplayTopic topic) {
        Optional<ReplayPlan> begun = begun(request, topic);
        ReplayPlan plan = begun.orElseGet(() -> made(planning));
        if (check(planning, plan) && begun.isEmpty()) {
            begin(topic, plan);
        }
        return plan;
    }

    /**
     * The plan that it has begun with, or would begin with now; nothing is written.
     *
     * @throws ReplayRefusedException as above
     * @throws dev.waybill.spec.yaml.SpecException as above
     */
    ReplayPlan look(Planning planning, ReplayRequest request, ReplayTopic topic) {
        ReplayPlan plan = begun(request, topic).orElseGet(() -> made(planning));
        check(planning, plan);
        return plan;
    }

    private static Optional<ReplayPlan> begun(ReplayRequest request, ReplayTopic topic) {
        Optional<ReplayPlan> begun = topic.exists() ? topic.plan() : Optional.empty();
        begun.ifPresent(plan -> requireSame(plan.request(), request));
        return begun;
    }

    private ReplayPlan made(Planning planning) {
        return planning.plan(new Inputs(admin), ledger, clock);
    }

    /** Whether any window can be delivered again; those that can are checked. */
    private static boolean check(Planning planning, ReplayPlan plan) {
        List<PlannedWindow> replayed = planning.windows(plan).stream()
                .filter(PlannedWindow::isReplayed)
                .toList();
        if (!replayed.isEmpty()) {
            planning.check(replayed);
        }
        return !replayed.isEmpty();
    }

    private static void requireSame(ReplayRequest begun, ReplayRequest request) {
        if (!begun.equals(request)) {
            throw new ReplayRefusedException("there is another replay under this id, of " + begun.scope() + " from "
                    + begun.from() + " to " + begun.to()
                    + ": give this one another --id, finish that one, or forget it");
        }
    }

    private static void begin(ReplayTopic topic, ReplayPlan plan) {
        topic.begin(plan);
        if (!topic.read().plan().equals(Optional.of(plan))) {
            throw new ReplayRefusedException("the same replay has just begun elsewhere; run it again to join it");
        }
    }
}
