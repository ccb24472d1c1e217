package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.topics.TopicDiffers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTextTest {
    @TempDir
    Path root;

    private Folder folder;
    private final FakeTarget target = new FakeTarget();

    @BeforeEach
    void makeFolder() {
        folder = new Folder(root);
    }

    @Test
    void aFirstPlan() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme"));

        // Then
        assertThat(lines(plan())).containsExactly("""
                acme: added
                  + acme/downloads added from 2026-03-04T06:00:00Z on
                  document LogsWriter-permissions.json: new
                  document LogsWriter-trust.json: new
                  document acme-logs-lifecycle.json: new
                  document reader-easy.json: new
                  document reader-strict.json: new
                  to do for the tenant: Give the role LogsWriter the permissions in LogsWriter-permissions.json.
                  to do for the tenant: Give the role LogsWriter the trust policy in LogsWriter-trust.json.
                  to do for the tenant: Add the rule in acme-logs-lifecycle.json to the lifecycle rules of the bucket acme-logs.
                  to do for the tenant: Give who reads the logs one of these policies: reader-strict.json (below the prefixes only, over TLS only) or reader-easy.json (the whole buckets).
                settings of all tenants
                  ~ future-skew: (none) -> PT5M
                  ~ history: (none) -> PT720H
                  ~ lateness: (none) -> PT24H
                  ~ lead: (none) -> PT7M
                  ~ margin: (none) -> PT1M
                  ~ run-size: (none) -> 67108864 B
                  ~ slack: (none) -> PT10S
                  platform.yaml: new
                + topic audit-events: to be created
                + topic download-events: to be created
                + topic export.acme.downloads: to be created
                + topic waybill.catalog: to be created
                + topic waybill.deliveries: to be created
                + topic waybill.delivery: to be created
                + topic waybill.ledger: to be created
                + topic waybill.quarantine: to be created
                reading would start at download-events-0 offset 7
                external id, documents and a letter for a tenant, now and later: ./waybill plan --tenant NAME
                tenants: 1 added, 0 changed, 0 removed, 0 unchanged
                Times are as if it were applied at 2026-03-04T05:10:00Z: the first window that begins PT7M later or more. \
                Nothing was changed.
                """.lines().toArray(String[]::new));
    }

    @Test
    void aChangeARemovalAndOtherSettings() {
        // Given
        folder.tenant("acme").tenant("beta").tenant("gamma");
        apply();
        target.now = target.now.plus(Duration.ofHours(3));
        folder.tenant("acme", "format: { kind: json-lines }")
                .without("beta.yaml")
                .platform(Folder.PLATFORM + "settings: { slack: PT20S }\n")
                .allow(GuardRule.TENANTS_REMOVED);

        // Then
        assertThat(lines(apply())).containsExactly("""
                acme: changed
                  ~ acme/downloads changed from 2026-03-04T09:00:00Z on
                      format.kind: csv -> json-lines
                beta: removed
                  - beta/downloads removed from 2026-03-04T09:00:00Z on
                settings of all tenants
                  ~ slack: PT10S -> PT20S
                      alters all 2 exports from 2026-03-04T08:17:00Z on
                  platform.yaml: changed
                      + settings: { slack: PT20S }
                tenants: 0 added, 1 changed, 1 removed, 1 unchanged
                applied at 2026-03-04T08:10:00Z
                """.lines().toArray(String[]::new));
    }

    @Test
    void aRefusalSaysWhatItProtectsAndHowToLetItPass() {
        // Given
        folder.tenant("acme", "redact: [{ kind: drop-group, group: geo }]");
        apply();
        folder.tenant("acme");

        // Then
        assertThat(lines(plan())).containsSubsequence("""
                refused by the rule loosened-redaction
                  export acme/downloads would no longer be redacted by drop-group {group=geo}
                  What was hidden from this tenant's files would be shown, and what has left cannot be taken back.
                  If it is meant: --allow loosened-redaction
                tenants: 0 added, 1 changed, 0 removed, 0 unchanged
                refused; nothing was changed in the catalog
                """.lines().toArray(String[]::new));
    }

    @Test
    void nothingToDo() {
        // Given
        folder.tenant("acme");
        apply();

        // Then
        assertThat(lines(plan()))
                .containsExactly("tenants: 0 added, 0 changed, 0 removed, 1 unchanged", "nothing to do");
    }

    @Test
    void manyTenantsAreCounted() {
        // Given
        IntStream.range(0, 30).forEach(i -> folder.tenant("t-" + (10 + i)));

        // When
        List<String> lines = lines(plan());

        // Then
        assertThat(lines).filteredOn(line -> line.endsWith(": added")).hasSize(20);
        assertThat(lines)
                .contains("... and 10 more tenants: --tenant NAME shows one, --json all")
                .contains("... and 27 more topics")
                .contains("tenants: 30 added, 0 changed, 0 removed, 0 unchanged");
    }

    @Test
    void oneTenantIsShownWithItsLetterAndDocuments() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta");

        // When
        List<String> lines = ApplyText.lines(plan(), Paint.PLAIN, 20, Optional.of("acme"));

        // Then
        assertThat(lines)
                .contains(
                        "  external id: made-by-apply:acme",
                        "  | The log exports of acme change.",
                        "  LogsWriter-trust.json",
                        "  |   \"Version\": \"2012-10-17\",")
                .noneMatch(line -> line.startsWith("beta"));
        assertThat(ApplyText.lines(plan(), Paint.PLAIN, 20, Optional.of("gamma")))
                .contains("gamma: is not among the tenants of this plan; neither the folder nor the catalog has it");
    }

    @Test
    void whoWasOvertakenSeesWhoseChangeItWasAndThePlanAsItIsNow() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        ApplyRequest other = folder.tenant("acme", "format: { kind: json-lines }")
                .only("acme")
                .request();
        folder.tenant("acme", "part-size: 1MiB");
        target.missingStarts.put("download-events-3", 9L);
        target.beforeWrite = () -> applier().apply(other);

        // When
        List<String> lines = lines(apply());

        // Then
        assertThat(lines)
                .startsWith("Somebody else has changed acme meanwhile; nothing was written. The plan is now:")
                .contains("      format.kind: json-lines -> csv", "reading starts at download-events-3 offset 9")
                .last()
                .asString()
                .endsWith("Nothing was changed in the catalog; look at it and apply again.");
    }

    @Test
    void aTenantForWhomNothingChangesIsNotUnknown() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        folder.tenant("beta", "part-size: 1MiB");

        // When
        ApplyResult plan = plan();

        // Then
        assertThat(ApplyText.lines(plan, Paint.PLAIN, 20, Optional.of("acme")))
                .anyMatch(line -> line.startsWith("acme: "))
                .noneMatch(line -> line.contains("neither the folder nor the catalog"))
                .noneMatch(line -> line.contains("beta"));
        assertThat(ApplyText.lines(plan, Paint.PLAIN, 20, Optional.of("bete")))
                .contains("bete: is not among the tenants of this plan; did you mean \"beta\"?");
    }

    @Test
    void onlyTopicsAndStartOffsetsWereMissing() {
        // Given
        folder.tenant("acme");
        apply();
        target.topics.remove("export.acme.downloads");
        target.missingStarts.put("download-events-3", 9L);

        // Then
        assertThat(lines(plan()))
                .contains(
                        "+ topic export.acme.downloads: to be created",
                        "reading would start at download-events-3 offset 9");
        assertThat(lines(apply()))
                .containsExactly(
                        "+ topic export.acme.downloads: created",
                        "reading starts at download-events-3 offset 9",
                        "tenants: 0 added, 0 changed, 0 removed, 1 unchanged",
                        "applied; the catalog stays as it is");
    }

    @Test
    void saysWhatIsLeftToDoAboutATopic() {
        // Given
        folder.tenant("acme");
        apply();
        target.differing.add(
                new TopicDiffers("waybill.delivery", "partitions", "6", "12", "raise it with kafka-topics"));

        // Then
        assertThat(lines(plan()))
                .contains("! topic waybill.delivery: partitions is 6, should be 12; raise it with kafka-topics");
    }

    @Test
    void documentsOfTenantsThatStayAreCountedOnTheirOwn() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta");
        apply();
        folder.platform("accounts: { aws: \"999999999999\" }\n");

        // Then
        assertThat(lines(plan()))
                .contains("acme: documents")
                .contains("tenants: 0 added, 0 changed, 0 removed, 1 unchanged, 1 with other documents only");
    }

    @Test
    void ofManyRefusalsByOneRuleSomeAreShownAndAllAreCounted() {
        // Given
        IntStream.range(0, 30)
                .forEach(i -> folder.tenant("t-" + (10 + i), "redact: [{ kind: drop-group, group: geo }]"));
        apply();
        IntStream.range(0, 30).forEach(i -> folder.tenant("t-" + (10 + i)));

        // When
        List<String> lines = lines(plan());

        // Then
        assertThat(lines)
                .filteredOn(line -> line.contains("would no longer be redacted"))
                .hasSize(20);
        assertThat(lines).contains("  ... and 10 more");
    }

    @Test
    void problemsStandAtTheirPlacesInTheFiles() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).platform("{}\n");

        // Then
        assertThat(lines(plan()))
                .anyMatch(line -> line.contains("acme.yaml") && line.contains("trusts nobody yet"))
                .last()
                .isEqualTo("refused; nothing was changed in the catalog");
    }

    @Test
    void aLongValueIsCutOff() {
        // Given
        folder.tenant("acme", "destination: { kind: file, directory: /tmp/" + "a".repeat(200) + " }");
        apply();
        folder.tenant("acme");

        // Then
        assertThat(lines(plan()))
                .filteredOn(line -> line.contains("aaa") && line.contains(" -> "))
                .singleElement()
                .asString()
                .contains("aaa… -> /tmp/acme")
                .hasSizeLessThan(200);
    }

    @Test
    void aDocumentThatGoesHasNoTextToShow() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta");
        apply();
        target.now = target.now.plus(Duration.ofHours(3));
        folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED);

        // When
        List<String> lines = ApplyText.lines(apply(), Paint.PLAIN, 20, Optional.of("acme"));

        // Then
        assertThat(lines)
                .contains("  document LogsWriter-trust.json: removed")
                .doesNotContain("  LogsWriter-trust.json");
    }

    @Test
    void aTenantForWhomNothingChangesIsShownWithWhatItNeeds() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme"));
        apply();
        String externalId = target.snapshot().externalIds().of("acme").orElseThrow();

        // Then
        assertThat(ApplyText.lines(plan(), Paint.PLAIN, 20, Optional.of("acme")))
                .startsWith("acme: nothing changes", "  external id: " + externalId)
                .contains(
                        "  |   1. Give the role LogsWriter the permissions in LogsWriter-permissions.json.",
                        "  LogsWriter-trust.json")
                .anyMatch(line -> line.startsWith("  | ") && line.contains(externalId))
                .endsWith("nothing to do");
    }

    @Test
    void coloursSayWhatComesAndGoes() {
        // Given
        folder.tenant("acme");

        // When
        List<String> lines = ApplyText.lines(plan(), Paint.COLOURED, 20, Optional.empty());

        // Then
        assertThat(lines).contains("  \u001b[32m+ acme/downloads added from 2026-03-04T06:00:00Z on\u001b[0m");
    }

    private static List<String> lines(ApplyResult result) {
        return ApplyText.lines(result, Paint.PLAIN, 20, Optional.empty());
    }

    private ApplyResult plan() {
        return applier().plan(folder.request());
    }

    private ApplyResult apply() {
        return applier().apply(folder.request());
    }

    private Applier applier() {
        return new Applier(target, Clock.fixed(target.now, ZoneOffset.UTC), Progress.NONE);
    }
}
