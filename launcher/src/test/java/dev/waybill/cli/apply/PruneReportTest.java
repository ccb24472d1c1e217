package dev.waybill.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.apply.Pruned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PruneReportTest {
    private static final List<Pruned> TOPICS = List.of(
            new Pruned("export.acme.audit", Optional.empty()),
            new Pruned("export.acme.downloads", Optional.of("acme/* is paused")));

    @Test
    void saysWhatWasDeletedAndWhatStaysAndWhy() {
        // Given
        PruneReport report = new PruneReport(TOPICS, false);

        // Then
        assertThat(report.lines())
                .containsExactly(
                        "topic export.acme.audit: deleted", "topic export.acme.downloads: stays: acme/* is paused");
        assertThat(report.content())
                .containsExactly(
                        Map.of("topic", "export.acme.audit", "state", "deleted"),
                        Map.of("topic", "export.acme.downloads", "state", "stays", "why", "acme/* is paused"));
    }

    @Test
    void aDryRunDeletesNothing() {
        // Given
        PruneReport report = new PruneReport(TOPICS, true);

        // Then
        assertThat(report.lines()).startsWith("topic export.acme.audit: would be deleted");
        assertThat(report.content()).startsWith(Map.of("topic", "export.acme.audit", "state", "to-be-deleted"));
    }
}
