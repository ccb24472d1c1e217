package dev.waybill.topology;

import dev.waybill.event.DropReason;
import dev.waybill.kafka.cluster.CrashReport;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of our own that an event brings to light. If they were thrown on, the application would stop at that event, and
 * again at every restart. Each place is reported once, without anything of the event; confined to one thread.
 */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final Set<String> reported = new HashSet<>();

    /** Reports the fault, and answers why the event goes to quarantine. */
    DropReason found(Throwable fault) {
        String report = CrashReport.of(fault);
        if (reported.add(report)) {
            LOG.atError()
                    .addKeyValue("reason", DropReason.PROCESSING_FAILED.code())
                    .log("an event brought a fault of Waybill to light and went to quarantine: {}", report);
        }
        return DropReason.PROCESSING_FAILED;
    }
}
