package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.render.FileChange;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplierTest {
    @TempDir
    Path root;

    private Folder folder;
    private final FakeTarget target = new FakeTarget();
    /** This machine's time; the brokers' is the same, unless a test says otherwise. */
    private Instant machine = target.now;

    @BeforeEach
    void makeFolder() {
        folder = new Folder(root);
    }

    @Test
    void makesTopicsThenStartOffsetsThenTheCatalog() {
        // Given
        folder.tenant("acme");

        // When
        ApplyResult result = apply();

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(target.changes)
                .containsExactly(
                        "topic audit-events",
                        "topic download-events",
                        "topic export.acme.downloads",
                        "topic waybill.catalog",
                        "topic waybill.deliveries",
                        "topic waybill.delivery",
                        "topic waybill.ledger",
                        "topic waybill.quarantine",
                        "start download-events-0",
                        "record _settings",
                        "record acme");
        assertThat(acme().changed().by()).isEqualTo("ops");
        assertThat(acme().changed().why()).isEqualTo("ticket 7");
        assertThat(acme().externalId()).matches("wb-[0-9a-f]{32}");
    }

    @Test
    void whatLeaksIsRefusedUnlessItIsAllowedAndOnlyWhatChangesIsAskedAbout() {
        // Given
        List<List<String>> asked = new ArrayList<>();
        LeakCheck check = changed -> {
            asked.add(changed.stream().map(spec -> spec.exportId().toString()).toList());
            return List.of(new Refusal(GuardRule.LEAK, "export acme/downloads would let out user in uri"));
        };
        folder.tenant("globex");
        apply();
        folder.tenant("acme");

        // When
        ApplyResult refused = applier().asking(check).apply(folder.request());
        ApplyResult planned = applier().asking(check).plan(folder.request());
        ApplyResult allowed =
                applier().asking(check).apply(folder.allow(GuardRule.LEAK).request());
        ApplyResult again = applier().asking(check).apply(folder.request());

        // Then
        assertThat(refused.state()).isEqualTo(ApplyState.REFUSED);
        assertThat(planned.plan().refusals()).extracting(Refusal::rule).containsExactly(GuardRule.LEAK);
        assertThat(allowed.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(again.state()).isEqualTo(ApplyState.NOTHING_TO_DO);
        assertThat(asked).containsExactly(List.of("acme/downloads"), List.of("acme/downloads"));
    }

    @Test
    void changesNothingTheSecondTime() {
        // Given
        folder.tenant("acme");
        apply();
        target.changes.clear();

        // When
        ApplyResult result = apply();

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.NOTHING_TO_DO);
        assertThat(target.changes).isEmpty();
        assertThat(plan().state()).isEqualTo(ApplyState.NOTHING_TO_DO);
    }

    @Test
    void whatCannotBeReadStaysAndIsNamedAndTheOthersAreApplied() throws IOException {
        // Given
        folder.platform(Folder.PLATFORM);
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta").tenant("gamma");
        apply();
        target.makeUnreadable("acme", "downloads");
        target.breakRecord("gamma");
        folder.tenant("acme", "part-size: 1MiB")
                .tenant("beta", "part-size: 1MiB")
                .tenant("gamma", "part-size: 1MiB")
                .file("delta.yaml", "tenant: delta\nexports: []\n");
        target.changes.clear();

        // When
        ApplyResult planned = plan();
        ApplyResult result = apply();

        // Then
        assertThat(planned.state()).isEqualTo(ApplyState.PLANNED);
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(target.changes).containsExactly("record beta");
        assertThat(result.plan().left())
                .isEqualTo(planned.plan().left())
                .extracting(problem -> problem.place().path().replaceAll("@.*", "@V"))
                .containsExactly("acme/downloads@V", "gamma");
        assertThat(ApplyText.lines(result, Paint.PLAIN, 20, Optional.empty()))
                .anyMatch(line -> line.startsWith("! acme/downloads@") && line.contains("cannot read"))
                .anyMatch(line -> line.startsWith("! gamma cannot be read: is not JSON"))
                .contains("tenants: 0 added, 1 changed, 0 removed, 3 unchanged; 2 cannot be read and stay as they are");
        assertThat(ApplyJson.text(result, Map.of())).contains("\"left\": [\n    {");
    }

    @Test
    void documentsThatFollowFromWhatCannotBeReadAreNotMade() throws IOException {
        // Given
        Path letters = root.resolve("letters");
        String bucket = Folder.BUCKET.formatted("acme");
        String beta = Folder.BUCKET.formatted("beta").replace("LogsWriter", "BetaWriter");
        folder.file("acme.yaml", exports(bucket, "part-size: 1MiB")).tenant("beta", beta);
        apply();
        target.makeUnreadable("acme", "one");
        folder.file("acme.yaml", exports(bucket, "part-size: 2MiB"))
                .tenant("beta", beta.replace("prefix: logs", "prefix: others"));

        // When
        ApplyResult result = apply();
        Letters.write(letters, result.plan());

        // Then
        TenantEffect acme = result.plan().tenants().get(0);
        assertThat(acme.exports()).extracting(effect -> effect.id().export()).containsExactly("two");
        assertThat(acme.documents()).isEmpty();
        assertThat(acme.unreadable()).hasSize(1);
        assertThat(result.plan().left()).hasSize(1);
        assertThat(letters.resolve("acme")).doesNotExist();
        assertThat(letters.resolve("beta").resolve("letter.txt")).exists();
        assertThat(ApplyText.lines(result, Paint.PLAIN, 20, Optional.of("acme")))
                .contains("  its documents and its letter are not made: they follow from acme/one too, which cannot be"
                        + " read");
    }

    private static String exports(String bucket, String more) {
        String export = "  - id: %s\n    source: download\n    format: { kind: csv }\n    " + bucket + "\n";
        return "tenant: acme\nexports:\n" + export.formatted("one") + export.formatted("two") + "    " + more + "\n";
    }

    @Test
    void aPlanChangesNothing() {
        // Given
        folder.tenant("acme");

        // When
        ApplyResult result = plan();

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.PLANNED);
        assertThat(target.changes).isEmpty();
        assertThat(target.snapshot().tenantIds()).isEmpty();
    }

    @Test
    void goesOnWhereItWasKilledBetweenTopicsAndCatalog() {
        // Given
        folder.tenant("acme");
        target.beforeWrite = () -> {
            throw new AssertionError("killed");
        };
        assertThatThrownBy(this::apply).hasMessage("killed");
        target.changes.clear();

        // When
        ApplyResult result = apply();

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(target.changes).containsExactly("record _settings", "record acme");
    }

    @Test
    void estimatesFromWhenOnAChangeHoldsAndSaysItExactlyOnceItIsMade() {
        // Given
        folder.tenant("acme");
        target.now = Instant.parse("2026-03-04T05:54:00Z");

        // When
        Optional<Instant> estimate = onlyExport(plan()).from();
        Optional<Instant> exact = onlyExport(apply()).from();

        // Then
        assertThat(estimate).contains(Instant.parse("2026-03-04T06:00:00Z"));
        assertThat(exact).contains(Instant.parse("2026-03-04T07:00:00Z"));
    }

    @Test
    void showsWhatChangesBeforeAndAfter() {
        // Given
        folder.tenant("acme");
        apply();
        pass(Duration.ofHours(3));
        folder.tenant("acme", "format: { kind: json-lines }", "schedule: { every: daily }");

        // When
        ExportEffect effect = onlyExport(plan());

        // Then
        assertThat(effect.kind()).isEqualTo("changed");
        assertThat(effect.from()).contains(Instant.parse("2026-03-04T09:00:00Z"));
        assertThat(effect.keys())
                .contains(
                        new KeyChange("format.kind", Optional.of("csv"), Optional.of("json-lines")),
                        new KeyChange("schedule.every", Optional.of("hourly"), Optional.of("daily")));
    }

    @Test
    void warnsThatWhatIsNotDeliveredYetIsRedactedAsBefore() {
        // Given
        folder.tenant("acme");
        apply();
        folder.tenant("acme", "redact: [{ kind: drop-group, group: geo }]");

        // When
        ExportEffect effect = onlyExport(plan());

        // Then
        assertThat(effect.notes())
                .containsExactly("windows that begin before then, and parts that are not delivered yet, are redacted as"
                        + " before; if they must not leave, stop them with ./waybill pause acme/downloads, then drop them"
                        + " with --discard acme/downloads");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "receipts: off | windows that begin from then on have no receipt: nobody can check that nothing is"
                        + " missing from them",
                "schedule: { every: '*/5 * * * *' } | there is one receipt for each day from then on: what waits for the"
                        + " receipt of a window has to wait for that of the day"
            },
            quoteCharacter = '#')
    void tellsReadersThatReceiptsChange(String line, String note) {
        // Given
        folder.tenant("acme");
        apply();
        folder.tenant("acme", line);

        // When
        ApplyResult result = plan();

        // Then
        TenantEffect tenant = result.plan().tenants().get(0);
        assertThat(onlyExport(result).readerNotes()).containsExactly(note);
        assertThat(TenantLetter.text(tenant)).contains("\n  Note: " + note + ".\n");
        assertThat(ApplyText.lines(result, Paint.PLAIN, 20, Optional.empty())).contains("      " + note);
        assertThat(ApplyJson.text(result, Map.of())).contains(note);
    }

    @Test
    void saysNothingOfReceiptsThatStayAsTheyAre() {
        // Given
        folder.tenant("acme");
        apply();
        folder.tenant("acme", "receipts: window", "part-size: 1MiB");

        // When
        ExportEffect effect = onlyExport(plan());

        // Then
        assertThat(effect.keys()).extracting(KeyChange::key).containsExactly("part-size");
        assertThat(effect.readerNotes()).isEmpty();
    }

    @Test
    void saysThatAChangeTakesBackOneThatHasNotBegun() {
        // Given
        folder.tenant("acme");
        apply();
        pass(Duration.ofHours(3));
        folder.tenant("acme", "format: { kind: json-lines }");
        apply();
        folder.tenant("acme");

        // When
        ExportEffect effect = onlyExport(apply());

        // Then
        assertThat(effect.from()).isEmpty();
        assertThat(effect.notes()).containsExactly("takes back a change that has not begun");
        assertThat(acme().export("downloads").reigns().list()).hasSize(1);
    }

    @Test
    void removalAndReturnAreShownAsSuch() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        pass(Duration.ofHours(3));

        // When
        TenantEffect gone = onlyTenant(apply(folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED)));
        pass(Duration.ofHours(3));
        TenantEffect back = onlyTenant(apply(folder.tenant("acme")));

        // Then
        assertThat(gone.kind()).isEqualTo("removed");
        assertThat(gone.exports()).extracting(ExportEffect::kind).containsExactly("removed");
        assertThat(back.kind()).isEqualTo("changed");
        assertThat(back.exports()).extracting(ExportEffect::kind).containsExactly("returned");
    }

    @Test
    void theGuardRefusesBeforeAnythingIsMade() {
        // Given
        folder.tenant("acme");
        apply();
        target.changes.clear();
        folder.tenant("acme", "enabled: false").tenant("beta", "enabled: false");

        // When
        ApplyResult result = apply();

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.REFUSED);
        assertThat(result.plan().refusals())
                .extracting(Refusal::rule)
                .containsExactly(GuardRule.EMPTY_SET, GuardRule.TENANTS_REMOVED);
        assertThat(target.changes).isEmpty();
    }

    @Test
    void isToldOfAnotherWhoHasChangedTheSameWithTheNewPlan() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        ApplyRequest daily = folder.tenant("acme", "schedule: { every: daily }").request();
        ApplyRequest json = folder.tenant("acme", "format: { kind: json-lines }")
                .only("acme")
                .request();
        target.beforeWrite = () -> applier().apply(json);

        // When
        ApplyResult result = applier().apply(daily);

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.OVERTAKEN);
        assertThat(result.overtakenBy()).containsExactly("acme");
        assertThat(onlyExport(result).keys()).extracting(KeyChange::key).contains("format.kind", "schedule.every");
        assertThat(applier().apply(daily).state()).isEqualTo(ApplyState.APPLIED);
    }

    @Test
    void hasNothingToDoWhereSomebodyElseHasMadeTheSameMeanwhile() {
        // Given
        folder.tenant("acme");
        apply();
        ApplyRequest request =
                folder.tenant("acme", "format: { kind: json-lines }").request();
        target.beforeWrite = () -> applier().apply(request);

        // When
        ApplyResult result = applier().apply(request);

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.NOTHING_TO_DO);
        assertThat(result.overtakenBy()).containsExactly("acme");
        assertThat(ApplyText.lines(result, Paint.PLAIN, 20, Optional.empty()))
                .startsWith("Somebody else has changed acme meanwhile, to the same.")
                .endsWith("nothing to do");
    }

    @Test
    void saysThatALowerLeadIsNotTaken() {
        // Given
        folder.tenant("acme");
        apply();
        folder.platform(Folder.PLATFORM + "settings: { lead: PT6M, margin: PT30S, slack: PT20S, future-skew: PT3M }\n");

        // When
        SettingsEffect settings = plan().plan().settings().orElseThrow();

        // Then
        assertThat(settings.keys()).extracting(KeyChange::key).doesNotContain("lead", "margin");
        assertThat(settings.notes())
                .containsExactly(
                        "lead stays PT7M, though PT6M is asked for: it is only ever raised",
                        "margin stays PT1M, though PT30S is asked for: it is only ever raised");
        assertThat(ApplyText.lines(plan(), Paint.PLAIN, 20, Optional.empty()))
                .contains("      lead stays PT7M, though PT6M is asked for: it is only ever raised");
    }

    @Test
    void isNotDisturbedByOneWhoChangesAnotherTenant() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        ApplyRequest beta = folder.tenant("beta", "format: { kind: json-lines }")
                .only("beta")
                .request();
        ApplyRequest acme = folder.tenant("acme", "format: { kind: json-lines }")
                .only("acme")
                .request();
        target.beforeWrite = () -> applier().apply(beta);

        // When
        ApplyResult result = applier().apply(acme);

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
    }

    @Test
    void onlyTheTenantsThatWereAskedForChange() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        target.changes.clear();
        folder.tenant("acme", "format: { kind: json-lines }")
                .tenant("beta", "format: { kind: json-lines }")
                .platform(Folder.PLATFORM + "settings: { slack: PT20S }\n");

        // When
        ApplyResult result = apply(folder.only("acme"));

        // Then
        assertThat(onlyTenant(result).tenant()).isEqualTo("acme");
        assertThat(target.changes).containsExactly("record acme");
        assertThat(result.plan().settings()).isEmpty();
    }

    @Test
    void aMistakeInAnotherTenantsFileDoesNotMatterToOneThatWasAskedFor() {
        // Given
        folder.tenant("acme").file("beta.yaml", "tenant: beta\nexportz: []\n");

        // When
        ApplyResult result = apply(folder.only("acme"));

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
        assertThatThrownBy(() -> folder.request())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("exportz");
        assertThatThrownBy(() -> folder.only("beta").request())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("exportz");
    }

    @Test
    void aTenantThatIsNowhereIsAMisspeltOne() {
        // Given
        folder.tenant("acme");
        apply();

        // When
        ApplyResult result = apply(folder.only("acmee"));

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.REFUSED);
        assertThat(problems(result)).containsExactly("--only: names no tenant: \"acmee\"; did you mean \"acme\"?");
    }

    @Test
    void settingsThatDecideBytesAreAChangeOfEveryExport() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        folder.platform(Folder.PLATFORM + "settings: { slack: PT20S, lead: PT9M }\n");

        // When
        ApplyResult result = apply();

        // Then
        SettingsEffect settings = result.plan().settings().orElseThrow();
        assertThat(settings.keys())
                .containsExactly(
                        new KeyChange("lead", Optional.of("PT7M"), Optional.of("PT9M")),
                        new KeyChange("slack", Optional.of("PT10S"), Optional.of("PT20S")));
        assertThat(settings.from()).contains(Instant.parse("2026-03-04T05:19:00Z"));
        assertThat(settings.documents()).containsOnlyKeys("platform.yaml");
        assertThat(result.plan().exports()).isEqualTo(2);
        assertThat(target.snapshot().settings().orElseThrow().last().slack()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aPlatformFileThatIsGoneIsRefused() {
        // Given
        folder.tenant("acme").file("operator.yaml", "minimum-interval: PT5M\n");
        apply();

        // When
        ApplyResult result = apply(folder.without("operator.yaml"));

        // Then
        assertThat(problems(result))
                .containsExactly(
                        "operator.yaml: is not there, but the catalog was made from one; put it back beside the"
                                + " specs; if nothing is laid down any more, let it hold {}");
    }

    @Test
    void beginsInThePastBeforeAnythingWasRead() {
        // Given
        folder.tenant("acme");

        // When
        ApplyResult result = apply(folder.begin("2026-01-04T05:30:00Z"));

        // Then
        assertThat(onlyExport(result).from()).contains(Instant.parse("2026-01-04T05:00:00Z"));
    }

    @Test
    void refusesToBeginInThePastWhereTheApplicationHasPassedOverIt() {
        // Given
        folder.tenant("acme");
        apply();
        target.hasReadInput = true;
        folder.tenant("beta");

        // When
        ApplyResult result = apply(folder.begin("2026-01-04T05:30:00Z"));

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.REFUSED);
        assertThat(problems(result))
                .containsExactly(
                        "--begin: is too late: the application has read input already, which brokers stamp, so it"
                                + " has passed over what the new exports would have got; leave it out: new exports begin from now"
                                + " on");
    }

    @Test
    void beginsInThePastWhereProducersStampTheInput() {
        // Given
        folder.tenant("acme");
        apply();
        target.hasReadInput = true;
        target.stampsInput = false;
        folder.tenant("beta");

        // When
        ApplyResult result = apply(folder.begin("2026-01-04T05:30:00Z"));

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
    }

    @Test
    void refusesToBeginInTheFuture() {
        // Given
        folder.tenant("acme");

        // Then
        assertThat(problems(apply(folder.begin("2026-03-05T00:00:00Z"))))
                .containsExactly(
                        "--begin: lies in the future: \"2026-03-05T00:00:00Z\"; leave it out: an export begins by"
                                + " itself, soon after it is applied");
    }

    @Test
    void doesNotBeginAnewWhereTheCatalogWasLost() {
        // Given
        folder.tenant("acme");
        apply();
        target.hasReadInput = true;
        target.loseCatalog();

        // When
        ApplyResult refused = apply();
        ApplyResult allowed = apply(folder.allow(GuardRule.LOST_CATALOG));

        // Then
        assertThat(refused.plan().refusals()).extracting(Refusal::rule).containsExactly(GuardRule.LOST_CATALOG);
        assertThat(allowed.state()).isEqualTo(ApplyState.APPLIED);
    }

    @Test
    void takesExternalIdsOverAndNeverChangesThemByAccident() {
        // Given
        folder.tenant("acme");
        apply(folder.externalId("acme", "wb-old"));

        // When
        ApplyResult refused = apply(folder.externalId("acme", "wb-new"));

        // Then
        assertThat(refused.plan().refusals()).extracting(Refusal::rule).containsExactly(GuardRule.CHANGED_EXTERNAL_ID);
        assertThat(acme().externalId()).isEqualTo("wb-old");
    }

    @Test
    void doesNotMakeNewIdsWhereAFileHoldsOldOnes() {
        // Given
        folder.tenant("acme").file("external-ids.yaml", "acme: wb-old\n");

        // When
        ApplyResult refused = apply();
        ApplyResult taken = apply(folder.externalId("acme", "wb-old"));
        ApplyResult again = apply();

        // Then
        assertThat(problems(refused))
                .containsExactly(
                        "external-ids.yaml: holds external ids that the catalog does not have: \"acme\"; take them"
                                + " over with --external-ids, or move the file away to have new ids made");
        assertThat(taken.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(again.state()).isEqualTo(ApplyState.NOTHING_TO_DO);
    }

    @Test
    void redirectsWhatIsNotDeliveredYet() {
        // Given
        folder.tenant("acme", "destination: { kind: file, directory: /tmp/typo }");
        apply();
        pass(Duration.ofHours(3));
        folder.tenant("acme", "destination: { kind: file, directory: /tmp/acme }");

        // When
        ExportEffect plain = onlyExport(plan());
        ExportEffect redirected = onlyExport(apply(folder.redirect("acme", "downloads")));

        // Then
        assertThat(plain.notes())
                .containsExactly("parts of windows that begin before then still go to /tmp/typo/; with --redirect"
                        + " acme/downloads those that are not delivered yet go to the new place, too");
        assertThat(redirected.notes())
                .containsExactly("what is not delivered yet of the earlier version goes to /tmp/acme/");
        assertThat(acme().export("downloads").redirects()).hasSize(1);
    }

    @Test
    void trimsWhatNobodyNeedsWhereTheClusterSaysSo() {
        // Given
        ExportId downloads = new ExportId("acme", "downloads");
        folder.tenant("acme");
        apply();
        String first = acme().export("downloads").last().orElseThrow().id();
        target.now = machine = machine.plus(Duration.ofDays(1));
        folder.tenant("acme", "format: { kind: json-lines }");
        apply();
        target.now = machine = machine.plus(Duration.ofDays(100));
        folder.tenant("acme", "format: { kind: json-array }");
        target.evidence =
                new TrimEvidence(Map.of(Source.DOWNLOAD, Duration.ofDays(7)), Map.of(downloads, new TreeSet<>()));

        // When
        List<ExportId> before = List.copyOf(target.asked);
        plan();
        List<ExportId> planned = List.copyOf(target.asked);
        apply();

        // Then
        assertThat(before).as("nothing was over for long").isEmpty();
        assertThat(planned).as("a plan trims nothing").isEmpty();
        assertThat(target.asked).containsExactly(downloads);
        assertThat(acme().export("downloads").trimmed()).containsOnlyKeys(first);
        assertThat(acme().export("downloads").versions()).hasSize(2);
    }

    @Test
    void discardsWhatMustNotLeave() {
        // Given
        folder.tenant("acme");
        apply();
        pass(Duration.ofHours(3));
        folder.tenant("acme", "redact: [{ kind: drop-field, field: user_agent }]");
        assertThat(problems(apply(folder.discard("acme", "downloads"))))
                .containsExactly(
                        "--discard: names an export that is not paused: \"acme/downloads\"; run ./waybill pause"
                                + " acme/downloads first, so that nothing leaves meanwhile");
        target.write(
                PauseChange.pause(PauseScope.of(new ExportId("acme", "downloads")), "ops", "leak"), target.catalog());

        // When
        ExportEffect discarded = onlyExport(apply(folder.discard("acme", "downloads")));

        // Then
        Instant before = acme().export("downloads").discard().orElseThrow().before();
        assertThat(before)
                .isEqualTo(acme().export("downloads").reigns().list().get(1).from());
        assertThat(discarded.notes())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("is dropped", before.toString(), "./waybill replay acme/downloads --under current");
        assertThat(apply(folder.discard("acme", "downloads")).state())
                .as("the same again changes nothing")
                .isEqualTo(ApplyState.NOTHING_TO_DO);
    }

    @Test
    void refusesToDiscardWhereThereIsNothing() {
        folder.tenant("acme");
        apply();

        assertThat(problems(apply(folder.discard("acme", "download"))))
                .containsExactly("--discard: names no export of which anything can be discarded: \"acme/download\"; did"
                        + " you mean \"acme/downloads\"?");
        assertThat(problems(apply(folder.discard("acme", "downloads"))))
                .containsExactly("--discard: names no export of which anything can be discarded: \"acme/downloads\"; it"
                        + " has had one version only; change its spec in the same step");
        assertThat(problems(apply(folder.tenant("beta").discard("beta", "downloads"))))
                .containsExactly("--discard: names no export of which anything can be discarded: \"beta/downloads\"; it"
                        + " is new: nothing of it has been collected");
    }

    @Test
    void refusesToRedirectWhatHasNowhereToGo() {
        // Given
        folder.tenant("acme");
        apply();

        // Then
        assertThat(problems(apply(folder.redirect("acme", "download"))))
                .containsExactly(
                        "--redirect: names no export that goes anywhere else than before: \"acme/download\"; did"
                                + " you mean \"acme/downloads\"?");
        assertThat(problems(apply(folder.tenant("beta").redirect("beta", "downloads"))))
                .containsExactly(
                        "--redirect: names no export that goes anywhere else than before: \"beta/downloads\"; it is"
                                + " new: nothing of it is on its way");
        assertThat(problems(apply(folder.without("acme.yaml")
                        .allow(GuardRule.TENANTS_REMOVED)
                        .redirect("acme", "downloads"))))
                .containsExactly(
                        "--redirect: names no export that goes anywhere else than before: \"acme/downloads\"; it is"
                                + " switched off or removed: its spec has to say where parts are to go");
    }

    @Test
    void showsTheDocumentsThatChangeWithTheExternalIdThatWasMade() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme"));

        // When
        TenantEffect planned = onlyTenant(plan());
        TenantEffect applied = onlyTenant(apply());

        // Then
        assertThat(planned.documents())
                .containsOnlyKeys(
                        "LogsWriter-permissions.json",
                        "LogsWriter-trust.json",
                        "acme-logs-lifecycle.json",
                        "reader-easy.json",
                        "reader-strict.json");
        assertThat(planned.documents().get("LogsWriter-trust.json").after()).contains("made-by-apply:acme");
        assertThat(applied.documents().get("LogsWriter-trust.json").after()).contains(acme().externalId());
        assertThat(TenantLetter.text(applied)).isEqualTo("""
                The log exports of acme change.

                Export downloads begins: it delivers events from 2026-03-04T06:00:00Z on.
                  It goes to s3://acme-logs/logs/, as csv.

                Please do this before the first of these times:
                  1. Give the role LogsWriter the permissions in LogsWriter-permissions.json.
                  2. Give the role LogsWriter the trust policy in LogsWriter-trust.json.
                  3. Add the rule in acme-logs-lifecycle.json to the lifecycle rules of the bucket acme-logs.

                For those who read the logs:
                  1. Give who reads the logs one of these policies: reader-strict.json (below the prefixes only, over TLS only) or reader-easy.json (the whole buckets).
                """);
    }

    @Test
    void anotherAccountOfThePlatformChangesTheDocumentsOfEveryTenant() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta");
        apply();
        folder.platform("accounts: { aws: \"999999999999\" }\n");

        // When
        TenantEffect effect = onlyTenant(apply());

        // Then
        assertThat(effect.tenant()).isEqualTo("acme");
        assertThat(effect.kind()).isEqualTo("documents");
        assertThat(effect.documents()).containsOnlyKeys("LogsWriter-trust.json");
        assertThat(effect.documents().get("LogsWriter-trust.json").after())
                .contains("999999999999", acme().externalId());
    }

    @Test
    void refusesWhatNoDocumentCanBeMadeOfAtItsPlaceInTheFile() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).platform("{}\n");

        // When
        ApplyResult result = apply();

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.REFUSED);
        assertThat(problems(result))
                .singleElement()
                .asString()
                .contains("acme.yaml")
                .contains("trusts nobody yet; say the platform's account under accounts.aws in platform.yaml");
        assertThat(target.changes).isEmpty();
    }

    @Test
    void theLetterToATenantThatLeavesSaysWhatItMayTakeAwayAndWhen() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta");
        apply();
        pass(Duration.ofHours(3));

        // When
        TenantEffect effect = onlyTenant(apply(folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED)));

        // Then
        assertThat(TenantLetter.text(effect)).startsWith("""
                The log exports of acme change.

                Export downloads ends: it does not deliver events from 2026-03-04T09:00:00Z on. Earlier ones are still delivered.

                When everything from before is delivered, you may do this:
                  1. Take away what LogsWriter-permissions.json sets.
                """);
    }

    @Test
    void aRoleKeepsItsPermissionsOnTheOldBucketWhilePartsAreOnTheirWayThere() {
        // Given
        folder.tenant("acme", Folder.BUCKET.formatted("acme"));
        apply();
        pass(Duration.ofHours(3));

        // When
        TenantEffect effect = onlyTenant(apply(folder.tenant("acme", Folder.BUCKET.formatted("acme-new"))));

        // Then
        assertThat(TenantLetter.steps(effect))
                .contains(
                        "Give the role LogsWriter the permissions in LogsWriter-permissions.json, beside those that it"
                                + " has; those may go once everything from before is delivered.");
    }

    @Test
    void aDocumentThatCannotBeMadeOfAnotherTenantDoesNotMatterToOneThatWasAskedFor() {
        // Given
        folder.tenant("acme").tenant("beta", Folder.BUCKET.formatted("beta")).platform("{}\n");

        // When
        ApplyResult acme = apply(folder.only("acme"));
        ApplyResult beta = apply(folder.only("beta"));

        // Then
        assertThat(acme.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(beta.state()).isEqualTo(ApplyState.REFUSED);
        assertThat(problems(beta))
                .singleElement()
                .asString()
                .contains("beta.yaml")
                .contains("trusts nobody yet");
    }

    /** The file holds what the problem asks for, but single tenants are measured by what was applied. */
    @Test
    void saysThatThePlatformFileWasNotAppliedWhereThatIsWhatIsMissing() {
        // Given
        folder.tenant("acme").platform("{}\n");
        apply();
        folder.tenant("acme", Folder.BUCKET.formatted("acme")).platform(Folder.PLATFORM);

        // When
        List<String> problems = problems(apply(folder.only("acme")));

        // Then
        assertThat(problems)
                .hasSize(2)
                .last()
                .isEqualTo("platform.yaml: is not what was applied, and --only leaves it so; apply it first, without"
                        + " --only");
        assertThat(apply().state()).isEqualTo(ApplyState.APPLIED);
    }

    /** Two people give two tenants one place at the same time; whoever is later learns it. */
    @Test
    void isRefusedWhereAnotherTenantHasTakenTheSamePlaceMeanwhile() {
        // Given
        folder.tenant("acme").tenant("beta");
        apply();
        String place = Folder.DIRECTORY.formatted("same");
        ApplyRequest beta = new Folder(root.resolve("betas"))
                .tenant("beta", place)
                .only("beta")
                .request();
        ApplyRequest acme = folder.tenant("acme", place).only("acme").request();
        target.beforeWrite = () -> applier().apply(beta);

        // When
        ApplyResult result = applier().apply(acme);

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.REFUSED);
        assertThat(result.plan().refusals()).extracting(Refusal::rule).containsExactly(GuardRule.SHARED_DESTINATION);
        assertThat(acme().export("downloads")
                        .last()
                        .orElseThrow()
                        .spec()
                        .destination()
                        .base())
                .isEqualTo("/tmp/acme/");
    }

    @Test
    void beginsInThePastOnlyMattersToNewExports() {
        // Given
        folder.tenant("acme");
        apply();
        target.hasReadInput = true;

        // When
        ApplyResult result = apply(folder.tenant("acme", "part-size: 1MiB").begin("2026-03-01T00:00:00Z"));

        // Then
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
    }

    @Test
    void theLeadIsOnlyEverRaisedAndAltersNoExport() {
        // Given
        folder.tenant("acme").platform(Folder.PLATFORM + "settings: { lead: PT9M }\n");
        apply();

        // When
        ApplyResult lower = apply(folder.platform(Folder.PLATFORM + "settings: { lead: PT8M }\n"));
        ApplyResult higher = apply(folder.platform(Folder.PLATFORM + "settings: { lead: PT10M, margin: PT2M }\n"));

        // Then
        assertThat(lower.plan().lead()).isEqualTo(Duration.ofMinutes(9));
        assertThat(lower.plan().settings().orElseThrow().keys()).isEmpty();
        assertThat(higher.plan().lead()).isEqualTo(Duration.ofMinutes(10));
        assertThat(higher.plan().settings().orElseThrow().keys())
                .extracting(KeyChange::key)
                .containsExactly("lead", "margin");
        assertThat(higher.plan().settings().orElseThrow().from()).isEmpty();
    }

    @Test
    void theLetterSaysInWordsWhatIsHiddenAndNothingOfHowKeysAreKept() {
        // Given
        folder.tenant("acme", "redact: [{ kind: drop-field, field: uri }]");
        apply();
        pass(Duration.ofHours(3));

        // When
        ApplyResult result = apply(folder.tenant(
                        "acme",
                        "redact: [{ kind: drop-group, group: geo }, { kind: mask, field: user.username, keep-last: 2 },"
                                + " { kind: hash, field: user.identifier, key: \"${env:ACME_HMAC}\", epoch: \"2026\" },"
                                + " { kind: truncate-ip }]")
                .allow(GuardRule.LOOSENED_REDACTION));

        // Then
        assertThat(TenantLetter.text(onlyTenant(result)))
                .contains("  hidden until then: uri is left out\n")
                .contains(
                        "  hidden from then on: all fields of the group geo are left out; user.username is masked but for"
                                + " its last 2 characters; user.identifier is replaced by a keyed hash of epoch 2026; the client's"
                                + " address is cut to 24 bits of IPv4, 48 of IPv6\n")
                .doesNotContain("ACME_HMAC", "${", "{\"");
    }

    @Test
    void theLetterNamesNoSecretOfAnyOtherKeyEither() {
        // Given
        ExportEffect export = new ExportEffect(
                new ExportId("acme", "downloads"),
                "changed",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new KeyChange("connector.s3.sse", Optional.empty(), Optional.of("x")),
                        new KeyChange("delivery", Optional.of("dedicated"), Optional.of("shared")),
                        new KeyChange("layout.salt", Optional.empty(), Optional.of("[\"${file:/run/secret}\"]")),
                        new KeyChange("format.kind", Optional.of("csv"), Optional.of("json-lines"))),
                List.of());

        // When
        String letter =
                TenantLetter.text(new TenantEffect("acme", "changed", List.of(export), new TreeMap<>(), List.of()));

        // Then
        assertThat(letter)
                .contains("  layout.salt: (none) -> (set by the platform)\n  format.kind: csv -> json-lines\n")
                .doesNotContain("connector", "shared", "/run/secret");
    }

    @Test
    void readersThroughAnAccessPointGetTheirOwnRole() {
        // Given
        TreeMap<String, FileChange> documents = new TreeMap<>();
        for (String file : List.of(
                "LogsReader-reader-trust.json",
                "acme-ap-reader-access-point.json",
                "reader-purge.json",
                "reader-strict.json",
                "LogsWriter-trust-oidc.json")) {
            documents.put(file, new FileChange("", "{}"));
        }

        // Then
        assertThat(TenantLetter.steps(new TenantEffect("acme", "documents", List.of(), documents, List.of())))
                .containsExactly(
                        "Give the role LogsWriter the trust policy in LogsWriter-trust-oidc.json.",
                        "Give the role LogsReader, which reads the logs, the trust policy in LogsReader-reader-trust.json.",
                        "Give the role that reads the logs, through the access point acme-ap, the permissions in"
                                + " acme-ap-reader-access-point.json.",
                        "Give who deletes old logs the policy in reader-purge.json as well.",
                        "Give who reads the logs the policy in reader-strict.json.");
    }

    @Test
    void aTenantForWhomNothingChangesHasPapersToo() {
        // Given
        folder.tenant(
                "acme",
                Folder.BUCKET.formatted("acme"),
                "redact: [{ kind: hash, field: user, key: \"${env:ACME_HMAC}\" }]");
        apply();

        // When
        ApplyPlan plan = plan().plan();
        TenantPapers papers = TenantPapers.of(plan, "acme").orElseThrow();

        // Then
        assertThat(plan.tenants()).isEmpty();
        assertThat(papers.externalId()).isEqualTo(acme().externalId());
        assertThat(papers.documents())
                .containsOnlyKeys(
                        "LogsWriter-permissions.json",
                        "LogsWriter-trust.json",
                        "acme-logs-lifecycle.json",
                        "reader-easy.json",
                        "reader-strict.json");
        assertThat(papers.documents().get("LogsWriter-trust.json")).contains(acme().externalId());
        assertThat(papers.toString()).doesNotContain(acme().externalId());
        assertThat(TenantLetter.text(papers)).startsWith("""
                The log exports of acme stay as they are.

                Export downloads:
                  It goes to s3://acme-logs/logs/, as csv.
                  Hidden: user is replaced by a keyed hash.

                This has to be done, if it has not been:
                  1. Give the role LogsWriter the permissions in LogsWriter-permissions.json.
                """);
        assertThat(TenantPapers.of(plan, "nobody")).isEmpty();
    }

    private void pass(Duration time) {
        machine = machine.plus(time);
        target.now = machine;
    }

    private ApplyResult plan() {
        return applier().plan(folder.request());
    }

    private ApplyResult apply() {
        return apply(folder);
    }

    private ApplyResult apply(Folder wished) {
        return applier().apply(wished.request());
    }

    private Applier applier() {
        return new Applier(target, Clock.fixed(machine, ZoneOffset.UTC), Progress.NONE);
    }

    private TenantRecord acme() {
        return target.snapshot().tenant("acme").orElseThrow().record().orElseThrow();
    }

    private static TenantEffect onlyTenant(ApplyResult result) {
        assertThat(result.plan().problems()).isEmpty();
        assertThat(result.plan().refusals()).isEmpty();
        assertThat(result.plan().tenants()).hasSize(1);
        return result.plan().tenants().get(0);
    }

    private static ExportEffect onlyExport(ApplyResult result) {
        assertThat(onlyTenant(result).exports()).hasSize(1);
        return onlyTenant(result).exports().get(0);
    }

    private static List<String> problems(ApplyResult result) {
        return result.plan().problems().stream()
                .map(problem -> problem.place().position() + ": " + problem.text())
                .toList();
    }
}
