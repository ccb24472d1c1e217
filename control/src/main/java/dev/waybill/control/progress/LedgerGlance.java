package dev.waybill.control.progress;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.ledger.ExportHeldBack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the last hours of the ledger say of an application.
 *
 * @param heldBack exports that it holds back, with the newest statement of each source partition
 * @param passed by source, what each of its partitions has passed; empty for one that has said nothing, and without sources
 *     that nothing was said of
 * @param isSilent whether the ledger was written before, and the application has said nothing in these hours
 */
public record LedgerGlance(
        Map<ExportId, List<ExportHeldBack>> heldBack,
        SortedMap<Source, SortedMap<Integer, Optional<Instant>>> passed,
        boolean isSilent) {}
