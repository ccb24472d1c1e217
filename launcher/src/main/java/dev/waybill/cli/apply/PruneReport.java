package dev.waybill.cli.apply;

import dev.waybill.control.apply.Pruned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the topics of exports that ended.
 *
 * @param dryRun whether nothing was deleted
 */
record PruneReport(List<Pruned> topics, boolean dryRun) implements FurtherReport {
    PruneReport {
        topics = List.copyOf(topics);
    }

    @Override
    public String member() {
        return "pruned";
    }

    /** What stays is deleted by a later call. */
    @Override
    public boolean isWell() {
        return true;
    }

    /** A line for each. */
    @Override
    public List<String> lines() {
        String gone = dryRun ? "would be deleted" : "deleted";
        return topics.stream()
                .map(topic -> "topic " + topic.topic() + ": "
                        + topic.kept().map(why -> "stays: " + why).orElse(gone))
                .toList();
    }

    @Override
    public List<Map<String, Object>> content() {
        return topics.stream().map(this::content).toList();
    }

    private Map<String, Object> content(Pruned topic) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("topic", topic.topic());
        content.put("state", topic.kept().isPresent() ? "stays" : dryRun ? "to-be-deleted" : "deleted");
        topic.kept().ifPresent(why -> content.put("why", why));
        return content;
    }
}
