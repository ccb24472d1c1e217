package dev.waybill.control.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.doctor.check.Stage;
import dev.waybill.control.doctor.pipeline.Pipeline;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.topics.TopicState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:00:00Z"), ZoneOffset.UTC);

    private final List<String> steps = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void takeTheInterruptBack() {
        Thread.interrupted();
    }

    /** A cluster that does not answer. */
    private static final class Silent implements Pipeline {
        private final AtomicLong nanos;

        Silent(AtomicLong nanos) {
            this.nanos = nanos;
        }

        @Override
        public Optional<TopicState> topic(String name) {
            nanos.addAndGet(Duration.ofSeconds(30).toNanos());
            throw new ClusterException("cannot describe topic " + name, new RuntimeException());
        }

        @Override
        public Optional<Map<String, ConnectorState>> connectors() {
            return Optional.empty();
        }

        @Override
        public Optional<DeliveryGlance> said(ExportId export) {
            return Optional.empty();
        }
    }

    private DoctorReport check(Duration patience) {
        List<ExportSpec> exports = List.of(
                DraftExports.export(
                        "acme",
                        "downloads",
                        Delivery.DEDICATED,
                        new FileDestination(Path.of("/srv/logs"), "downloads")),
                DraftExports.export(
                        "acme", "audit", Delivery.DEDICATED, new FileDestination(Path.of("/srv/logs"), "audit")));
        Doctor doctor = new Doctor(
                destination -> {
                    throw new AssertionError("a directory has no account");
                },
                new Silent(nanos),
                CLOCK,
                nanos::get,
                steps::add);
        return doctor.check(DoctorRequest.ofSpecs(
                exports, exports, Platform.NONE, new ExternalIds(Map.of()), Stage.APPLIED, patience));
    }

    private static List<String> findings(DoctorReport report, String check) {
        return report.exports().stream()
                .flatMap(export -> export.results().stream())
                .filter(result -> result.check().equals(check))
                .map(result -> result.diagnosis().finding())
                .toList();
    }

    @Test
    void aClusterThatDoesNotAnswerLeavesTheOtherChecks() {
        // When
        DoctorReport report = check(Duration.ofMinutes(5));

        // Then
        assertThat(findings(report, "export-topic"))
                .containsExactly(
                        "nobody answers: cannot describe topic export.acme.downloads",
                        "nobody answers: cannot describe topic export.acme.audit");
        assertThat(findings(report, "sink-connector")).hasSize(2).doesNotContain("there was no time left for it");
        assertThat(report.isWell()).isTrue();
        assertThat(report.count(Outcome.NOT_CHECKED)).isEqualTo(8);
        assertThat(steps).containsExactly("checking acme/downloads", "checking acme/audit");
    }

    @Test
    void whenTimeIsOverTheRestIsNotChecked() {
        // When
        DoctorReport report = check(Duration.ofSeconds(10));

        // Then
        assertThat(findings(report, "export-topic"))
                .containsExactly(
                        "nobody answers: cannot describe topic export.acme.downloads", "there was no time left for it");
        assertThat(findings(report, "said-by-sink"))
                .containsExactly("there was no time left for it", "there was no time left for it");
    }

    @Test
    void whoIsInterruptedChecksNothingMore() {
        // Given
        Thread.currentThread().interrupt();

        // When
        DoctorReport report = check(Duration.ofMinutes(5));

        // Then
        assertThat(report.exports())
                .flatExtracting(ExportReport::results)
                .extracting(result -> result.diagnosis().finding())
                .hasSize(8)
                .containsOnly("there was no time left for it");
    }
}
