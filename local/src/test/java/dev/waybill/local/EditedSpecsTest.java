package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.NewRecord;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.Records;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.cloud.LocalException;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.SpecReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./waybill local} says of specs that were edited since its last run, and what it then waits for. */
class EditedSpecsTest {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final ExportId AUDIT = new ExportId("acme", "audit");
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");

    @TempDir
    Path folder;

    private CatalogSnapshot catalog = CatalogSnapshot.EMPTY;
    private long offset;

    @BeforeEach
    void firstRun() {
        apply("2026-03-04T00:10:00Z", export("downloads"));
    }

    @Test
    void whatStaysIsNotTalkedAbout() {
        assertThat(AppliedSentences.of(apply("2026-03-04T05:10:00Z", export("downloads"))))
                .isEmpty();
    }

    @Test
    void saysFromWhenOnAnEditHolds() {
        assertThat(AppliedSentences.of(
                        apply("2026-03-04T05:10:00Z", export("downloads", "part-size: 1MiB"), export("audit"))))
                .containsExactlyInAnyOrder(
                        "changed: acme/downloads; events from 2026-03-04T06:00:00Z on are delivered as it is now,"
                                + " earlier ones as it was",
                        "new: acme/audit; it delivers what is published from now on");
        assertThat(AppliedSentences.of(
                        apply("2026-03-04T07:10:00Z", export("downloads", "enabled: false"), export("audit"))))
                .containsExactly("ended: acme/downloads; events before 2026-03-04T08:00:00Z are still delivered");
        assertThat(AppliedSentences.of(apply("2026-03-04T09:10:00Z", export("downloads"), export("audit"))))
                .containsExactly("back: acme/downloads; events from 2026-03-04T10:00:00Z on are delivered as it is now,"
                        + " earlier ones as it was");
    }

    @Test
    void anEditThatIsTakenBackInTimeWasNone() {
        // Given
        apply("2026-03-04T05:10:00Z", export("downloads", "part-size: 1MiB"));

        // Then
        assertThat(AppliedSentences.of(apply("2026-03-04T05:20:00Z", export("downloads"))))
                .containsExactly("undone: acme/downloads; its change before had not taken effect");
    }

    @Test
    void whatWasReadBeforeAnExportCameIsNotWaitedFor() {
        // Given
        Path file = folder.resolve("new-exports.json");
        Plan plan = apply("2026-03-04T05:10:00Z", export("downloads"), export("audit"))
                .plan();
        Map<ExportId, Map<Instant, Integer>> due =
                Map.of(DOWNLOADS, Map.of(FIVE, 3, SIX, 4), AUDIT, Map.of(FIVE, 1, SIX, 2));

        // When
        NewExports.read(file).meet(plan, Optional.of(SIX));

        // Then
        assertThat(NewExports.read(file).withoutWhatWasPassed(due))
                .as("at this and every later start")
                .isEqualTo(Map.of(DOWNLOADS, Map.of(FIVE, 3, SIX, 4), AUDIT, Map.of(SIX, 2)));
    }

    @Test
    void inAFirstRunNothingWasPassed() {
        // Given
        Path file = folder.resolve("new-exports.json");
        Plan plan = apply("2026-03-04T05:10:00Z", export("downloads"), export("audit"))
                .plan();
        Map<ExportId, Map<Instant, Integer>> due = Map.of(AUDIT, Map.of(FIVE, 1));

        // When
        NewExports.read(file).meet(plan, Optional.empty());

        // Then
        assertThat(NewExports.read(file).withoutWhatWasPassed(due)).isEqualTo(due);
    }

    @Test
    void aNoteThatCannotBeReadIsSaidWithWhatToDo() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("new-exports.json"), "[{\"tenant\":\"acme\"}]");

        // Then
        assertThatThrownBy(() -> NewExports.read(file))
                .isInstanceOf(LocalException.class)
                .hasMessage("cannot read " + file + "; choose another data folder, or delete this one to start over");
    }

    private static String export(String id, String... lines) {
        return "  - id: " + id + "\n    source: download\n    format: { kind: csv }\n"
                + "    destination: { kind: file, directory: /tmp/acme-" + id + " }\n"
                + (lines.length == 0 ? "" : "    " + String.join("\n    ", lines) + "\n");
    }

    private LocalCatalog.Applied apply(String at, String... exports) {
        Instant time = Instant.parse(at);
        Wish wish = Wish.allOf(
                SpecReader.parse("acme.yaml", "tenant: acme\nexports:\n" + String.join("", List.of(exports))));
        Plan plan = Planner.plan(catalog, wish, tenant -> "id-of-" + tenant);
        ApplyChange change =
                ApplyChange.planned(catalog, plan, SettingsWish.DEFAULTS, EnumSet.allOf(GuardRule.class), "local", "");
        SnapshotBuilder builder = new SnapshotBuilder(catalog);
        for (NewRecord record : ((Records) change.decide(catalog, time)).list()) {
            builder.add(new LogRecord(
                    offset++, time, record.key().text(), record.value(), record.notBefore(), "change-" + offset));
        }
        catalog = builder.build();
        return new LocalCatalog.Applied(catalog, plan);
    }
}
