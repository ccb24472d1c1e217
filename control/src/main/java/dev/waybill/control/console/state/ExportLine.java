package dev.waybill.control.console.state;

import dev.waybill.contract.ExportId;
import dev.waybill.control.console.checkup.Checkup;
import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.Finding;
import dev.waybill.control.status.Loss;
import dev.waybill.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An export as lists show it.
 *
 * @param reason why it is in its state; empty where the state says all
 * @param advice what to do about it; empty where nothing is to be done
 * @param findings what needs somebody
 * @param version that rules now; empty where none does
 * @param destination what stands in front of its objects' names; empty if this program cannot read its spec
 * @param lastWindow the newest window with events whose parts are all in the bucket; empty if none is known
 * @param delay how long after its end they were there; empty if that is not known
 * @param undelivered parts that were emitted and are not known to be in the bucket
 * @param behind how long something of it has been due; zero if nothing is
 * @param checkup what the doctor found last; empty if it has not looked
 * @param loss when retention would remove what is not delivered; empty if it would not, or nobody can tell
 */
public record ExportLine(
        ExportId id,
        ExportState state,
        String reason,
        String advice,
        List<Finding> findings,
        Optional<String> version,
        Optional<String> destination,
        Optional<Window> lastWindow,
        Optional<Duration> delay,
        int undelivered,
        Duration behind,
        Optional<Checkup> checkup,
        Optional<Loss> loss) {
    public ExportLine {
        findings = List.copyOf(findings);
    }

    /** Whether something about it needs somebody. */
    public boolean needsSomebody() {
        return !findings.isEmpty();
    }
}
