package dev.waybill.control.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.check.CheckedExport;
import dev.waybill.control.doctor.check.Stage;
import dev.waybill.control.status.ScenarioCatalog;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorRequestTest {
    private static final String EXPORT = """
              - id: %1$s
                source: download
                enabled: %2$s
                format: { kind: csv }
                destination: { kind: s3, bucket: acme-logs, prefix: %1$s, region: eu-west-1,
                               role-arn: "arn:aws:iam::111122223333:role/Logs" }
            """;

    private static String exports(String... specs) {
        return "tenant: acme\nexports:\n" + String.join("", specs);
    }

    private final CatalogSnapshot catalog = new ScenarioCatalog()
            .applyFile(
                    "2026-03-04T00:00:00Z",
                    exports(
                            EXPORT.formatted("downloads", true),
                            EXPORT.formatted("off", true),
                            EXPORT.formatted("gone", true)))
            .applyFile(
                    "2026-03-04T05:00:00Z",
                    exports(EXPORT.formatted("downloads", true), EXPORT.formatted("off", false)))
            .snapshot();

    private List<CheckedExport> of(String tenant, Optional<String> export) {
        return DoctorRequest.ofCatalog(catalog, tenant, export, Platform.NONE, Duration.ofMinutes(5))
                .exports();
    }

    /** The documents of a role must not lose what an export needs that is only switched off. */
    @Test
    void looksAtWhatRulesAndSpeaksForAllThatTheDocumentsAreFor() {
        // When
        List<CheckedExport> exports = of("acme", Optional.empty());

        // Then
        assertThat(exports).singleElement().satisfies(export -> {
            assertThat(export.spec().exportId()).isEqualTo(new ExportId("acme", "downloads"));
            assertThat(export.ofTenant())
                    .extracting(ExportSpec::exportId)
                    .containsExactlyInAnyOrder(new ExportId("acme", "downloads"), new ExportId("acme", "off"));
            assertThat(export.ids().of("acme")).contains("id-of-acme");
            assertThat(export.stage()).isEqualTo(Stage.APPLIED);
            assertThat(export.toString()).doesNotContain("id-of-acme");
        });
    }

    @Test
    void looksAtOneExportOnlyWhereOneIsNamed() {
        assertThat(of("acme", Optional.of("downloads"))).hasSize(1);
        assertThat(of("acme", Optional.of("off"))).isEmpty();
        assertThat(of("globex", Optional.empty())).isEmpty();
    }
}
