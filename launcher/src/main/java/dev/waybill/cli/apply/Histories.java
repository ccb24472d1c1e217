package dev.waybill.cli.apply;

import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import java.util.List;
import java.util.Optional;

/** Delivers the time before exports, as replays do. */
interface Histories {
    /** Writes down that these are to be done; without effect on those that have begun. */
    void begin(List<ReplayRequest> histories);

    /** Those that have begun and are not done. */
    List<ReplayRequest> unfinished(List<ReplayRequest> histories);

    /**
     * Does one, or what is left of it.
     *
     * @return what was done; empty if it was stopped
     * @throws dev.waybill.app.replay.ReplayRefusedException if it cannot be done
     * @throws dev.waybill.spec.yaml.SpecException if its version cannot be made of its spec
     */
    Optional<ReplayReport> run(ReplayRequest history);
}
