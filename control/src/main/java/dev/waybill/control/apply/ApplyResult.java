package dev.waybill.control.apply;

import dev.waybill.topics.TopicReport;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a request, and what the plan is.
 *
 * @param plan after {@link ApplyState#OVERTAKEN} the new one
 * @param topics as they were found; where something was applied, as they were made
 * @param starts input partitions that got, or are to get, a start offset
 * @param overtakenBy keys of the catalog that somebody else has changed
 */
public record ApplyResult(
        ApplyState state,
        ApplyPlan plan,
        TopicReport topics,
        SortedMap<String, Long> starts,
        List<String> overtakenBy) {
    public ApplyResult {
        starts = Collections.unmodifiableSortedMap(new TreeMap<>(starts));
        overtakenBy = List.copyOf(overtakenBy);
    }
}
