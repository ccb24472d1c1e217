package dev.waybill.kafka;

import dev.waybill.event.DropReason;
import dev.waybill.kafka.cluster.CrashReport;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs faults of our own that events bring to light: each place once, without anything of the event; confined to one thread.
 */
final class FaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

    private final Set<String> reported = new HashSet<>();

    void report(Throwable fault) {
        String report = CrashReport.of(fault);
        if (reported.add(report)) {
            LOG.atError()
                    .addKeyValue("reason", DropReason.PROCESSING_FAILED.code())
                    .log("an event brought a fault of Waybill to light and went to quarantine: {}", report);
        }
    }
}
