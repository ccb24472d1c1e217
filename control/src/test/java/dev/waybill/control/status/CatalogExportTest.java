package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.contract.Delivery;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogExportTest {
    private static final String DEDICATED = "export.acme.downloads";

    @Test
    void saysWhatRulesNowAndWhatNext() {
        // Given
        ScenarioCatalog catalog =
                new ScenarioCatalog().apply("2026-03-04T05:10:00Z").apply("2026-03-04T08:10:00Z", "delivery: shared");

        // When
        CatalogExport before = catalog.export(ScenarioCatalog.DOWNLOADS, "2026-03-04T05:59:59Z");
        CatalogExport first = catalog.export(ScenarioCatalog.DOWNLOADS, "2026-03-04T08:59:59Z");
        CatalogExport second = catalog.export(ScenarioCatalog.DOWNLOADS, "2026-03-04T09:00:00Z");

        // Then
        assertThat(before.now()).isEmpty();
        assertThat(before.isActive()).isTrue();
        assertThat(first.now().orElseThrow().from()).isEqualTo(Instant.parse("2026-03-04T06:00:00Z"));
        assertThat(first.next().orElseThrow().from()).isEqualTo(Instant.parse("2026-03-04T09:00:00Z"));
        assertThat(first.spec().orElseThrow().delivery()).isEqualTo(Delivery.DEDICATED);
        assertThat(second.now()).isEqualTo(first.next());
        assertThat(second.next()).isEmpty();
        assertThat(second.spec().orElseThrow().delivery()).isEqualTo(Delivery.SHARED);
        assertThat(second.topics())
                .as("parts of the version before may be left in its topic, and parts may be parked")
                .containsExactlyInAnyOrder(DEDICATED, "waybill.delivery", "waybill.parked.acme.downloads");
    }

    @Test
    void saysThatNobodyRulesAndWhy() {
        ScenarioCatalog catalog =
                new ScenarioCatalog().apply("2026-03-04T05:10:00Z").apply("2026-03-04T08:10:00Z", "enabled: false");

        CatalogExport ended = catalog.export(ScenarioCatalog.DOWNLOADS, "2026-03-04T10:00:00Z");

        assertThat(ended.now().orElseThrow().text()).isEqualTo("disabled");
        assertThat(ended.now().orElseThrow().change().why()).isEqualTo("ticket 7");
        assertThat(ended.isActive()).isFalse();
        assertThat(ended.topics()).containsExactly(DEDICATED);
    }

    @Test
    void ofASpecThatCannotBeReadItNamesEveryTopicThatItMayMean() {
        ScenarioCatalog catalog =
                new ScenarioCatalog().apply("2026-03-04T05:10:00Z").unreadable(ScenarioCatalog.DOWNLOADS);

        CatalogExport export = catalog.export(ScenarioCatalog.DOWNLOADS, "2026-03-04T08:00:00Z");

        assertThat(export.spec()).isEmpty();
        assertThat(export.unreadable()).hasSize(1);
        assertThat(export.topics())
                .containsExactlyInAnyOrder(DEDICATED, "waybill.delivery", "waybill.parked.acme.downloads");
        assertThat(catalog.export(ScenarioCatalog.AUDIT, "2026-03-04T08:00:00Z").unreadable())
                .isEmpty();
    }

    @Test
    void saysWherePartsGoAfterARedirect() {
        // Given
        ScenarioCatalog catalog = new ScenarioCatalog()
                .apply("2026-03-04T05:10:00Z")
                .apply("2026-03-04T08:10:00Z", "acme-right", Set.of(ScenarioCatalog.DOWNLOADS));

        // Then
        assertThat(catalog.export(ScenarioCatalog.DOWNLOADS, "2026-03-04T08:20:00Z")
                        .spec()
                        .orElseThrow()
                        .destination()
                        .base())
                .isEqualTo("s3://acme-right/d/");
        assertThat(catalog.export(ScenarioCatalog.AUDIT, "2026-03-04T08:20:00Z")
                        .spec()
                        .orElseThrow()
                        .destination()
                        .base())
                .as("not redirected")
                .isEqualTo("s3://acme-logs/a/");
    }

    @Test
    void namesEveryPauseTheNarrowestFirstAndTheFaultOfItsRecord() {
        ScenarioCatalog catalog = new ScenarioCatalog()
                .apply("2026-03-04T05:10:00Z")
                .pause("2026-03-04T06:10:00Z", PauseScope.EVERYTHING)
                .pause("2026-03-04T06:20:00Z", PauseScope.of(ScenarioCatalog.DOWNLOADS))
                .broken("2026-03-04T07:00:00Z");

        CatalogExport paused = catalog.export(ScenarioCatalog.DOWNLOADS, "2026-03-04T08:00:00Z");

        assertThat(paused.pauses())
                .extracting(pause -> pause.scope().toString())
                .containsExactly("acme/downloads", "*/*");
        assertThat(paused.fault().orElseThrow().reason()).contains("format 99");
    }
}
