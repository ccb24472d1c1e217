package dev.waybill.catalog.plan;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.window.Window;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;

/**
 * What was found out, so that versions can be trimmed. What is not in it could not be found out, and stays.
 *
 * @param retention how long the input of a source is kept at most; of sources whose records the brokers stamp, and that are not kept
 *     for ever
 * @param unsettled of each export, the windows that have events which are not emitted, or parts which are not delivered or are
 *     parked
 */
public record TrimEvidence(Map<Source, Duration> retention, Map<ExportId, SortedSet<Window>> unsettled) {
    /** Nothing is known, so nothing is trimmed. */
    public static final TrimEvidence NONE = new TrimEvidence(Map.of(), Map.of());

    public TrimEvidence {
        retention = Map.copyOf(retention);
        unsettled = Map.copyOf(unsettled);
    }
}
