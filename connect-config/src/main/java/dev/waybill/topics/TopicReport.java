package dev.waybill.topics;

import java.util.List;

/**
 * What was found and done.
 *
 * @param findings sorted by topic; a topic has several when several of its settings differ
 */
public record TopicReport(List<TopicFinding> findings) {
    public TopicReport {
        findings = List.copyOf(findings);
    }

    /** The findings somebody has to do something about. */
    public List<TopicFinding> open() {
        return findings.stream().filter(finding -> !finding.advice().isEmpty()).toList();
    }

    /** How many topics were created. */
    public long created() {
        return findings.stream().filter(TopicCreated.class::isInstance).count();
    }
}
