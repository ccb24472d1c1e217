package dev.waybill.control.status;

import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.control.progress.LedgerGlance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A source partition that has fallen behind: no window of its source is complete before it has passed it.
 *
 * @param passed what it has passed; empty if it has said nothing in the ledger's last hours
 */
record StuckPartition(Source source, int partition, Optional<Instant> passed) {
    /** A partition says every few seconds that it has passed the time, whether or not there are events. */
    static final Duration LATE = Duration.ofMinutes(10);

    static List<StuckPartition> of(LedgerGlance glance, Instant now) {
        List<StuckPartition> stuck = new ArrayList<>();
        glance.passed()
                .forEach((source, partitions) -> partitions.forEach((partition, passed) -> {
                    if (passed.filter(through -> !through.isBefore(now.minus(LATE)))
                            .isEmpty()) {
                        stuck.add(new StuckPartition(source, partition, passed));
                    }
                }));
        return stuck;
    }

    String name() {
        return "partition " + partition + " of the " + YamlName.of(source) + " events";
    }
}
