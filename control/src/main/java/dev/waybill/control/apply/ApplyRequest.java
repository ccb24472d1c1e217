package dev.waybill.control.apply;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topics.TopicPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What somebody asks for.
 *
 * @param wanted what people wrote
 * @param topics the topics that exports need
 * @param begin the instant from which exports are delivered that were never there, if that may be in the past
 * @param redirected exports of which everything that is not delivered yet goes where the spec says now
 * @param discarded exports of which everything that is not delivered yet, of earlier reigns, is dropped
 * @param allowed rules of the guard that are not asked
 * @param externalIds ids that tenants' roles trust already, to be taken over
 * @param by who asks
 * @param why may be empty
 */
public record ApplyRequest(
        Wanted wanted,
        Function<List<ExportSpec>, TopicPlan> topics,
        Optional<Instant> begin,
        Set<ExportId> redirected,
        Set<ExportId> discarded,
        Set<GuardRule> allowed,
        Map<String, String> externalIds,
        String by,
        String why) {
    public ApplyRequest {
        redirected = Set.copyOf(redirected);
        discarded = Set.copyOf(discarded);
        allowed = Set.copyOf(allowed);
        externalIds = Map.copyOf(externalIds);
    }
}
