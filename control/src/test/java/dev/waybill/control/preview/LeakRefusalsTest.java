package dev.waybill.control.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Counts;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Spelling;
import dev.waybill.control.preview.leak.Step;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeakRefusalsTest {
    @Test
    void eachExportThatLeaksIsRefusedAndNoOther() {
        // Given
        PreviewReport report = new PreviewReport(
                List.of(),
                List.of(
                        export("leaking", leak("uri"), leak("uri", Step.PERCENT_ENCODED), leak("uri", Step.MD5)),
                        export("outside", leak("uri", Step.MD5)),
                        export("clean")),
                List.of());

        // When
        List<Refusal> refusals = LeakRefusals.of(report);

        // Then
        assertThat(refusals)
                .extracting(Refusal::text)
                .containsExactly(
                        "export acme/leaking would let out user in uri (as it is), and 1 more; ./waybill preview"
                                + " shows it. Values that this spec is to hide would reach the tenant's files in another place or"
                                + " spelling, and what has left cannot be taken back. Let it pass with --allow leak");
    }

    private static Leak leak(String place, Step... steps) {
        return new Leak(
                "user",
                new Spelling(List.of(steps)),
                place,
                1,
                1,
                "secret-id",
                new HiddenValue("user", "mallory", false, false));
    }

    private static ExportPreview export(String id, Leak... leaks) {
        return new ExportPreview(
                new ExportId("acme", id),
                Source.DOWNLOAD,
                "0123456789ab",
                "csv",
                Counts.NONE,
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1,
                List.of(leaks));
    }
}
