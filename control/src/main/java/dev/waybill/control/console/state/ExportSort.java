package dev.waybill.control.console.state;

import dev.waybill.control.status.Loss;
import java.time.Duration;
import java.util.Comparator;

/** Orders of exports in a list; where two are alike, by their ids. */
public enum ExportSort {
    /** By id. */
    NAME(Comparator.comparing(ExportLine::id)),
    /** By state: what needs somebody most comes first. */
    STATE(Comparator.comparing(ExportLine::state)),
    /** Those that have been due for longest come first, then those whose last window took longest. */
    DELAY(Comparator.comparing(ExportLine::behind)
            .thenComparing(line -> line.delay().orElse(Duration.ZERO))
            .reversed()),
    /** Those of which something would be lost soonest come first. */
    LOSS(Comparator.comparing(line -> line.loss().map(Loss::left).orElse(Duration.ofSeconds(Long.MAX_VALUE))));

    private final Comparator<ExportLine> order;

    ExportSort(Comparator<ExportLine> order) {
        this.order = order.thenComparing(ExportLine::id);
    }

    Comparator<ExportLine> order() {
        return order;
    }
}
