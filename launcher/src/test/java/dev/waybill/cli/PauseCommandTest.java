package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.contract.ExportId;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseCommandTest {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final ExportId AUDIT = new ExportId("acme", "audit");
    private static final ExportId OTHER = new ExportId("globex", "downloads");

    private final FakeClients clients = new FakeClients();

    @TempDir
    Path folder;

    @BeforeEach
    void apply() throws IOException {
        String export =
                "    source: %s\n    format: { kind: csv }\n    destination: { kind: file, directory: /tmp/%s }\n";
        Files.writeString(
                folder.resolve("acme.yaml"),
                "tenant: acme\nexports:\n  - id: downloads\n" + export.formatted("download", "acme") + "  - id: audit\n"
                        + export.formatted("audit", "acme-audit"));
        Files.writeString(
                folder.resolve("globex.yaml"),
                "tenant: globex\nexports:\n  - id: downloads\n" + export.formatted("download", "globex"));
        AppliedSpecs.apply(clients, folder);
    }

    @Test
    void holdsOneExportBackAndKeepsWhoWhenAndWhy() {
        // When
        Commands.Result result = waybill("pause", "acme/downloads", "--by", "nina", "--why", "ticket 9");

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .isEqualTo("paused acme/downloads: 1 export is held back within seconds; rows go on being collected\n");
        CatalogSnapshot catalog = catalog();
        assertThat(catalog.paused(AUDIT)).isEmpty();
        Paused paused = catalog.paused(DOWNLOADS).orElseThrow();
        assertThat(paused.scope()).isEqualTo(PauseScope.of(DOWNLOADS));
        assertThat(paused.record().orElseThrow().since().by()).isEqualTo("nina");
        assertThat(paused.record().orElseThrow().since().why()).isEqualTo("ticket 9");
        assertThat(paused.record().orElseThrow().since().at()).isEqualTo(clients.log.now);
    }

    @Test
    void saysWhatElseHoldsTheSameBack() {
        waybill("pause", "acme/audit", "--by", "nina", "--why", "ticket 9");

        Commands.Result result = waybill("pause", "acme", "--by", "ops", "--why", "unpaid");

        assertThat(result.out()).isEqualTo("""
                paused all exports of acme: 2 exports are held back within seconds; rows go on being collected
                also paused: acme/audit since 2026-03-04T05:06:07Z by nina: ticket 9
                """);
    }

    @Test
    void whoPausedFirstStaysToBeRead() {
        waybill("pause", "--all", "--by", "nina", "--why", "fire");

        Commands.Result result = waybill("pause", "--all", "--by", "ops", "--why", "me, too");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        "paused already: all exports of all tenants\nall exports of all tenants since 2026-03-04T05:06:07Z by nina: fire\n");
    }

    @Test
    void resumeEndsTheNarrowerPausesAndSaysWhichWiderOnesStay() {
        // Given
        waybill("pause", "acme/audit", "--by", "nina", "--why", "ticket 9");
        waybill("pause", "acme", "--by", "ops", "--why", "unpaid");
        waybill("pause", "--all", "--by", "ops", "--why", "fire");

        // When
        Commands.Result tenant = waybill("resume", "acme");
        boolean stillHeld = catalog().paused(DOWNLOADS).isPresent();
        Commands.Result all = waybill("resume", "--all");

        // Then
        assertThat(stillHeld).isTrue();
        assertThat(tenant.out()).isEqualTo("""
                resumed all exports of acme: 0 exports are let go on
                ended: all exports of acme since 2026-03-04T05:06:07Z by ops: unpaid
                ended: acme/audit since 2026-03-04T05:06:07Z by nina: ticket 9
                still paused: all exports of all tenants since 2026-03-04T05:06:07Z by ops: fire
                2 exports are still held back
                """);
        assertThat(all.out()).isEqualTo("""
                resumed all exports of all tenants: 3 exports are let go on
                ended: all exports of all tenants since 2026-03-04T05:06:07Z by ops: fire
                """);
        assertThat(catalog().pauses()).isEmpty();
    }

    @Test
    void whoEndedAPauseStaysToBeReadUntilTheNextOne() {
        // Given
        waybill("pause", "acme/downloads", "--by", "nina", "--why", "ticket 9");
        waybill("pause", "acme", "--by", "ops", "--why", "unpaid");

        // When
        waybill("resume", "acme", "--by", "kim", "--why", "paid");
        Commands.Result status = waybill("status", "acme", "downloads");
        waybill("pause", "acme/downloads", "--by", "nina", "--why", "ticket 10");
        Commands.Result again = waybill("status", "acme", "downloads");

        // Then
        String since = "from 2026-03-04T05:06:07Z by ";
        String ended = "; ended at 2026-03-04T05:06:07Z by kim: paid\n";
        assertThat(status.out())
                .contains("  last pause of acme/downloads: " + since + "nina: ticket 9" + ended)
                .contains("  last pause of all exports of acme: " + since + "ops: unpaid" + ended)
                .endsWith("1 export of 1 tenant: 0 need somebody, 0 paused\n");
        assertThat(again.out())
                .doesNotContain("last pause of acme/downloads")
                .contains("  acme/downloads: paused: acme/downloads since 2026-03-04T05:06:07Z by nina: ticket 10\n");
    }

    @Test
    void resumeOfWhatIsNotPausedChangesNothing() {
        int before = clients.log.records("waybill.catalog").size();

        Commands.Result result = waybill("resume", "globex/downloads");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("nothing is paused in globex/downloads\n");
        assertThat(clients.log.records("waybill.catalog")).hasSize(before);
        assertThat(catalog().paused(OTHER)).isEmpty();
    }

    @Test
    void refusesWhatTheCatalogDoesNotKnowAndWritesNothing() {
        int before = clients.log.records("waybill.catalog").size();

        assertRefused("no tenant \"acne\" in the catalog; did you mean \"acme\"?", "pause", "acne", "--why", "x");
        assertRefused(
                "tenant acme has no export \"audits\" in the catalog; did you mean \"audit\"?",
                "pause",
                "acme/audits",
                "--why",
                "x");
        assertRefused("name a TENANT, a TENANT/EXPORT, or say --all", "pause", "--why", "x");
        assertRefused("name a TENANT, a TENANT/EXPORT, or say --all", "resume", "acme", "--all");
        assertRefused("--by must have from 1 to 1000 characters", "resume", "acme", "--by", " ");

        assertThat(clients.log.records("waybill.catalog")).hasSize(before);
    }

    @Test
    void aPauseNeedsAReason() {
        Commands.Result result = waybill("pause", "acme");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("say --why: others will wonder\n");
    }

    private void assertRefused(String message, String... arguments) {
        Commands.Result result = waybill(arguments);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo(message + "\n");
    }

    private CatalogSnapshot catalog() {
        return CatalogAccess.read(clients, Map.of());
    }

    private Commands.Result waybill(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", "broker:9092"));
        return Commands.waybill(clients, all.toArray(String[]::new));
    }
}
