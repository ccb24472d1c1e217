package dev.waybill.sink.metrics;

import dev.waybill.sink.backlog.BacklogTotals;
import dev.waybill.sink.deliveries.StatedDeliveriesMXBean;
import java.util.Optional;

/**
 * What one or several tasks have counted.
 *
 * @param backlogs what became of records
 * @param stated what was said about deliveries
 * @param dropped what could not be said
 */
record Counted(BacklogTotals backlogs, long stated, long dropped) {
    static final Counted NOTHING = new Counted(BacklogTotals.NONE, 0, 0);

    static Counted of(BacklogTotals backlogs, Optional<StatedDeliveriesMXBean> deliveries) {
        return new Counted(
                backlogs,
                deliveries.map(StatedDeliveriesMXBean::getStated).orElse(0L),
                deliveries.map(StatedDeliveriesMXBean::getDropped).orElse(0L));
    }

    Counted plus(Counted other) {
        return new Counted(backlogs.plus(other.backlogs), stated + other.stated, dropped + other.dropped);
    }
}
