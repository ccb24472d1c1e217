package dev.waybill.sink.backlog;

import java.util.List;

/**
 * How a task was doing when somebody looked.
 *
 * @param backlogs those of the partitions that it has now
 * @param totals what it has counted since it was started, in partitions that it has no more, too
 * @param inFlightBytes records that are accepted and not yet delivered
 */
public record TaskView(List<BacklogView> backlogs, BacklogTotals totals, long inFlightBytes) {
    public TaskView {
        backlogs = List.copyOf(backlogs);
    }
}
