package dev.waybill.sink.metrics;

import dev.waybill.sink.backlog.BacklogView;
import dev.waybill.sink.backlog.TaskView;
import java.util.ArrayList;
import java.util.List;

/**
 * How the tasks of one connector on this worker were doing when somebody looked.
 *
 * @param tasks how many there are
 * @param backlogs of all of them
 * @param counted by all of them since the first of them started, those that have stopped included
 * @param inFlightBytes records that are accepted and not yet delivered
 * @param catalogAgeSeconds of the task that knows least; infinite where one has not read it yet
 * @param catalogFaults records of the catalog that cannot be read
 */
record ConnectorView(
        int tasks,
        List<BacklogView> backlogs,
        Counted counted,
        long inFlightBytes,
        double catalogAgeSeconds,
        long catalogFaults) {
    ConnectorView {
        backlogs = List.copyOf(backlogs);
    }

    static ConnectorView of(List<ShownTask> tasks, Counted ofStopped) {
        List<BacklogView> backlogs = new ArrayList<>();
        Counted counted = ofStopped;
        long inFlight = 0;
        double age = 0;
        long faults = 0;
        for (ShownTask task : tasks) {
            TaskView view = task.backlogs().get();
            backlogs.addAll(view.backlogs());
            counted = counted.plus(Counted.of(view.totals(), task.deliveries()));
            inFlight += view.inFlightBytes();
            long behind = task.catalog().getSecondsBehind();
            age = Math.max(age, behind < 0 ? Double.POSITIVE_INFINITY : behind);
            faults = Math.max(faults, task.catalog().getUnreadableRecords());
        }
        return new ConnectorView(tasks.size(), backlogs, counted, inFlight, age, faults);
    }
}
