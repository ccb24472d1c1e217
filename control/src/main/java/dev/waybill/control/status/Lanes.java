package dev.waybill.control.status;

import dev.waybill.contract.ExportId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far the topics of exports are delivered.
 *
 * @param at when somebody looked, by this machine's clock; empty if nobody did
 * @param topics those of the exports that exist
 * @param byExport the partitions that hold an export's parts
 */
public record Lanes(Optional<Instant> at, Set<String> topics, Map<ExportId, List<LaneStatus>> byExport) {
    /** Nobody has looked. */
    public static final Lanes UNKNOWN = new Lanes(Optional.empty(), Set.of(), Map.of());

    public Lanes {
        topics = Set.copyOf(topics);
        byExport = Map.copyOf(byExport);
    }

    boolean isKnown() {
        return at.isPresent();
    }

    /** The partitions that hold an export's parts. */
    public List<LaneStatus> of(ExportId export) {
        return byExport.getOrDefault(export, List.of());
    }

    /**
     * Whatever of the export was written before this is delivered, parked, refused or gone, as committed offsets say; empty if
     * that is not known.
     */
    public Optional<Instant> deliveredBefore(ExportId export) {
        List<LaneStatus> own = of(export);
        if (own.isEmpty()
                || own.stream().anyMatch(lane -> lane.progress().backlog().isEmpty())) {
            return Optional.empty();
        }
        return own.stream()
                .flatMap(lane -> lane.oldest().stream())
                .map(part -> part.since())
                .min(Instant::compareTo)
                .or(() -> at);
    }
}
