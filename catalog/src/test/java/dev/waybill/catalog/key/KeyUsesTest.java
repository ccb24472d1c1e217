package dev.waybill.catalog.key;

import static dev.waybill.catalog.TestSpecs.allOf;
import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.catalog.plan.PlannedCatalog;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The catalog's first change is made at 05:10, so that hourly reigns begin at 06:00. */
class KeyUsesTest {
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(30);

    private final PlannedCatalog catalog = new PlannedCatalog();

    @Test
    void aKeyIsNeededAsLongAsItsVersionReigns() {
        // When
        catalog.apply(allOf(hash("acme", "${env:A}", "a", "aaaaaaaaaaaa")));

        // Then
        KeyUse use = onlyUse("acme", "a");
        assertThat(use.from()).isEqualTo(SIX);
        assertThat(use.until()).isEmpty();
        assertThat(use.neededUntil()).isEmpty();
        assertThat(use.isNeeded(Instant.MAX)).isTrue();
    }

    /** The reign's end, another window, grace and slack, and the time in which events may come late. */
    @Test
    void afterItsReignAKeyIsNeededForWhatMayComeLate() {
        // Given
        catalog.apply(allOf(hash("acme", "${env:A}", "a", "aaaaaaaaaaaa")));
        catalog.pass(Duration.ofHours(24));

        // When
        catalog.apply(allOf(hash("acme", "${env:B}", "b", "bbbbbbbbbbbb")));

        // Then
        Instant until = SIX.plus(Duration.ofDays(1));
        Instant free = until.plus(Duration.ofHours(1))
                .plus(Duration.ofMinutes(10))
                .plus(Duration.ofSeconds(10))
                .plus(HISTORY);
        KeyUse use = onlyUse("acme", "a");
        assertThat(use.until()).contains(until);
        assertThat(use.neededUntil()).contains(free);
        assertThat(key("acme", "a").neededBy(free.minusNanos(1))).containsExactly(use);
        assertThat(key("acme", "a").neededBy(free)).isEmpty();
        assertThat(key("acme", "b").neededBy(free)).hasSize(1);
    }

    @Test
    void theLongestOfTheSettingsCounts() {
        // Given
        ExportSpec first = hash("acme", "${env:A}", "a", "aaaaaaaaaaaa");
        catalog.apply(allOf(first), settings(Duration.ofDays(40), Duration.ofDays(3)));
        catalog.pass(Duration.ofHours(24));

        // When
        catalog.apply(
                allOf(hash("acme", "${env:B}", "b", "bbbbbbbbbbbb")),
                settings(Duration.ofDays(2), Duration.ofDays(50)));

        // Then
        assertThat(onlyUse("acme", "a").neededUntil())
                .contains(SIX.plus(Duration.ofDays(51))
                        .plus(Duration.ofHours(1))
                        .plus(Duration.ofMinutes(10))
                        .plus(Duration.ofSeconds(7)));
    }

    @Test
    void aKeyThatComesBackHasAReignOfItsOwn() {
        // Given
        ExportSpec first = hash("acme", "${env:A}", "a", "aaaaaaaaaaaa");
        catalog.apply(allOf(first));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(allOf(hash("acme", "${env:B}", "b", "bbbbbbbbbbbb")));
        catalog.pass(Duration.ofDays(1));

        // When
        catalog.apply(allOf(first));

        // Then
        assertThat(key("acme", "a").uses())
                .extracting(KeyUse::from, KeyUse::until)
                .containsExactly(
                        tuple(SIX, Optional.of(SIX.plus(Duration.ofDays(1)))),
                        tuple(SIX.plus(Duration.ofDays(2)), Optional.empty()));
    }

    @Test
    void anExportThatWasRemovedNeedsItsKeyForWhatMayComeLate() {
        // Given
        catalog.apply(allOf(hash("acme", "${env:A}", "a", "aaaaaaaaaaaa"), export("beta", "downloads")));
        catalog.pass(Duration.ofDays(1));

        // When
        catalog.apply(allOf(export("beta", "downloads")));

        // Then
        assertThat(onlyUse("acme", "a").neededUntil().orElseThrow()).isAfter(SIX.plus(Duration.ofDays(31)));
        assertThat(uses().list()).hasSize(1);
    }

    /** It may be another key: nobody knows. */
    @Test
    void aVersionThatDoesNotSayWhichKeyItMeansCountsForTheSameReference() {
        // Given
        catalog.apply(allOf(export("acme", "downloads", "redact: [{kind: hash, field: user, key: '${env:A}'}]")));
        catalog.pass(Duration.ofDays(1));

        // When
        catalog.apply(allOf(hash("acme", "${env:A}", "a", "aaaaaaaaaaaa")));

        // Then
        assertThat(key("acme", "a").uses()).hasSize(1);
        assertThat(key("acme", "a").others()).hasSize(1);
        assertThat(key("acme", "${env:A}").uses()).hasSize(1);
        assertThat(uses().keys()).extracting(TenantKey::name).containsExactly("${env:A}", "a");
    }

    @Test
    void whoeverUsesTheSameKeyNeedsIt() {
        // When
        catalog.apply(
                allOf(hash("acme", "${env:A}", "a", "aaaaaaaaaaaa"), hash("beta", "${env:B}", "b", "aaaaaaaaaaaa")));

        // Then
        assertThat(key("acme", "a").others()).extracting(KeyUse::tenant).containsExactly("beta");
        assertThat(key("acme", "aaaaaaaaaaaa").uses())
                .isEqualTo(key("acme", "a").uses());
        assertThat(uses().key("acme", "b")).isEmpty();
    }

    @Test
    void whatCannotBeReadMayNeedAnyKeyOfItsTenantAndTheOthersAreListed() {
        // Given
        catalog.apply(
                allOf(hash("acme", "${env:A}", "a", "aaaaaaaaaaaa"), hash("beta", "${env:B}", "b", "bbbbbbbbbbbb")));
        catalog.pass(Duration.ofDays(1));
        catalog.makeUnreadable("acme", "downloads");
        catalog.makeUnreadable("beta", "downloads");
        catalog.apply(allOf(hash("gamma", "${env:C}", "c", "cccccccccccc")));

        // Then
        assertThat(uses().unreadable())
                .extracting(spec -> spec.export().toString())
                .containsExactly("acme/downloads", "beta/downloads");
        assertThat(uses().unreadable("beta")).hasSize(1);
        assertThat(uses().key("acme", "a")).isEmpty();
        assertThat(key("gamma", "c").mayBeDestroyed(Instant.MIN)).isFalse();
        assertThat(key("gamma", "c").unreadable()).isEmpty();
    }

    @Test
    void aKeyOfATenantWithASpecThatCannotBeReadMayNotBeDestroyed() {
        // Given
        catalog.apply(allOf(
                hash("acme", "${env:A}", "a", "aaaaaaaaaaaa"),
                export("acme", "audit", "redact: [{kind: hash, field: user, key: '${env:X}'}]")));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(allOf(export("acme", "audit", "redact: [{kind: hash, field: user, key: '${env:X}'}]")));
        boolean before = key("acme", "a").mayBeDestroyed(SIX.plus(Duration.ofDays(100)));

        // When
        catalog.makeUnreadable("acme", "audit");

        // Then
        assertThat(before).isTrue();
        assertThat(key("acme", "a").neededBy(SIX.plus(Duration.ofDays(100)))).isEmpty();
        assertThat(key("acme", "a").mayBeDestroyed(SIX.plus(Duration.ofDays(100))))
                .isFalse();
    }

    @Test
    void twoStepsWithOneKeyAreOneUse() {
        // When
        catalog.apply(
                allOf(
                        export(
                                "acme",
                                "downloads",
                                "redact: [{kind: hash, field: user, key: '${env:A}'}, {kind: hash, field: project, key: '${env:A}'}]")));

        // Then
        assertThat(uses().list()).hasSize(1);
    }

    private KeyUses uses() {
        return KeyUses.of(catalog.snapshot());
    }

    private TenantKey key(String tenant, String name) {
        return uses().key(tenant, name).orElseThrow();
    }

    private KeyUse onlyUse(String tenant, String name) {
        List<KeyUse> uses = key(tenant, name).uses();
        assertThat(uses).hasSize(1);
        return uses.get(0);
    }

    private static SettingsWish settings(Duration lateness, Duration history) {
        return new SettingsWish(
                SettingsWish.DEFAULTS.lead(),
                SettingsWish.DEFAULTS.margin(),
                new PlatformSettings(
                        Instant.EPOCH,
                        64L << 20,
                        Duration.ofSeconds(7),
                        lateness,
                        Duration.ofMinutes(5),
                        history,
                        UnknownMembers.NONE),
                SettingsWish.DEFAULTS.documents());
    }

    private static ExportSpec hash(String tenant, String key, String epoch, String fingerprint) {
        return export(
                tenant,
                "downloads",
                "redact: [{kind: hash, field: user, key: '" + key + "', epoch: " + epoch + ", fingerprint: "
                        + fingerprint + "}]");
    }
}
