package dev.waybill.catalog.plan;

import static dev.waybill.catalog.TestSpecs.allOf;
import static dev.waybill.catalog.TestSpecs.destination;
import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuardTest {
    private static final ExportSpec HOURLY = export("acme", "downloads");

    private final PlannedCatalog catalog = new PlannedCatalog();

    @Test
    void letsAnOrdinaryChangePass() {
        // Given
        catalog.apply(allOf(HOURLY, export("beta", "downloads")));

        // Then
        assertThat(refusals(allOf(export("acme", "downloads", "part-size: 1MiB"), export("beta", "downloads"))))
                .isEmpty();
    }

    @Test
    void theEndOfSingleTenantsIsNoEmptySetAsLongAsOthersGoOn() {
        // Given
        catalog.apply(allOf(HOURLY, export("beta", "downloads")));
        TreeMap<String, List<ExportSpec>> beta = new TreeMap<>(Map.of("beta", List.of()));
        TreeMap<String, List<ExportSpec>> both = new TreeMap<>(Map.of("acme", List.of(), "beta", List.of()));

        // Then
        assertThat(rules(catalog, only(beta))).containsExactly(GuardRule.TENANTS_REMOVED);
        assertThat(rules(catalog, only(both)))
                .containsExactlyInAnyOrder(GuardRule.TENANTS_REMOVED, GuardRule.EMPTY_SET);
    }

    private static Wish only(TreeMap<String, List<ExportSpec>> tenants) {
        return new Wish(tenants, WishScope.THESE_TENANTS, Map.of(), Optional.empty(), Set.of(), Set.of());
    }

    @Test
    void refusesAnEmptySet() {
        // Given
        catalog.apply(allOf(HOURLY));

        // Then
        assertThat(refusals(allOf()))
                .contains(
                        "no export is wished at all. An empty folder, a wrong path or a failed checkout looks like this;"
                                + " it would end every tenant's delivery. Let it pass with --allow empty-set");
        assertThat(rules(new PlannedCatalog(), allOf())).containsExactly(GuardRule.EMPTY_SET);
    }

    @ParameterizedTest
    @CsvSource({"20, 2, false", "20, 3, true", "9, 1, true", "10, 1, false"})
    void refusesToRemoveMoreThanATenthOfTheTenants(int tenants, int removed, boolean refused) {
        // Given
        catalog.apply(allOf(exports(tenants)));

        // When
        List<GuardRule> rules = rules(catalog, allOf(exports(tenants - removed)));

        // Then
        assertThat(rules.contains(GuardRule.TENANTS_REMOVED)).isEqualTo(refused);
    }

    @Test
    void saysWhichTenantsWouldGetNothing() {
        // Given
        catalog.apply(allOf(exports(3)));

        // Then
        assertThat(refusals(allOf(exports(2))))
                .containsExactly(
                        "1 of 3 tenants would get nothing any more, such as t-2. When many tenants vanish at once,"
                                + " more often files are missing than customers; their events of that time would not be"
                                + " delivered. Let it pass with --allow tenants-removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{kind: drop-group, group: geo}, {kind: truncate-ip}] | [{kind: truncate-ip}] | true",
                "[{kind: drop-group, group: geo}, {kind: truncate-ip}] | [{kind: truncate-ip}, {kind: drop-group, group: geo}] | true",
                "[{kind: truncate-ip, ipv4: 16}] | [{kind: truncate-ip, ipv4: 24}] | true",
                "[{kind: truncate-ip}] | [] | true",
                "[{kind: truncate-ip}] | [{kind: drop-group, group: geo}, {kind: truncate-ip}] | false",
                "[] | [{kind: truncate-ip}] | false",
                "[{kind: hash, field: actor.id, key: '${env:A}'}] | [{kind: hash, field: actor.id, key: '${env:B}'}] | false",
                "[{kind: hash, field: actor.id, key: '${env:A}', epoch: a, fingerprint: aaaaaaaaaaaa}] | [{kind: hash, field: actor.id, key: '${env:A}', epoch: b, fingerprint: bbbbbbbbbbbb}] | false",
                "[{kind: hash, field: actor.id, key: '${env:A}'}] | [{kind: hash, field: actor.id, key: '${env:A}', epoch: b, fingerprint: bbbbbbbbbbbb}] | false",
                "[{kind: hash, field: actor.id, key: '${env:A}'}] | [{kind: hash, field: actor.ip, key: '${env:A}'}] | true"
            })
    void refusesLoosenedRedaction(String before, String after, boolean refused) {
        // Given
        catalog.apply(allOf(export("acme", "downloads", "redact: " + before)));

        // When
        List<GuardRule> rules = rules(catalog, allOf(export("acme", "downloads", "redact: " + after)));

        // Then
        assertThat(rules).isEqualTo(refused ? List.of(GuardRule.LOOSENED_REDACTION) : List.of());
    }

    @Test
    void refusesAReturnWithLessRedaction() {
        // Given
        catalog.apply(allOf(export("acme", "downloads", "redact: [{kind: truncate-ip}]"), export("acme", "audit")));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(allOf(export("acme", "audit")));

        // Then
        assertThat(refusals(allOf(HOURLY, export("acme", "audit"))))
                .containsExactly(
                        "export acme/downloads would no longer be redacted by truncate-ip. What was hidden from"
                                + " this tenant's files would be shown, and what has left cannot be taken back. Let it pass with"
                                + " --allow loosened-redaction");
    }

    @ParameterizedTest
    @CsvSource({
        "logs, logs, true",
        "logs, logs/acme, true",
        "logs/acme, logs, true",
        "logs, logs-2, false",
        "'', anything, true",
        "logs/a, logs/b, false"
    })
    void refusesPlacesThatTwoTenantsShare(String one, String other, boolean refused) {
        // Given
        catalog.apply(allOf(export("acme", "downloads", destination("shared", one))));

        // When
        List<GuardRule> rules = rules(
                catalog,
                allOf(
                        export("acme", "downloads", destination("shared", one)),
                        export("beta", "downloads", destination("shared", other))));

        // Then
        assertThat(rules).isEqualTo(refused ? List.of(GuardRule.SHARED_DESTINATION) : List.of());
    }

    @Test
    void letsOneTenantUseOnePlaceTwice() {
        // Then
        assertThat(refusals(allOf(HOURLY, export("acme", "audit")))).isEmpty();
    }

    @Test
    void asksOnlyOnceForAPlaceThatWasAllowed() {
        // Given
        ExportSpec acme = export("acme", "downloads", destination("shared", "logs"));
        ExportSpec beta = export("beta", "downloads", destination("shared", "logs"));
        catalog.apply(allOf(acme, beta));

        // Then
        assertThat(refusals(allOf(acme, export("beta", "downloads", destination("shared", "logs"), "part-size: 1MiB"))))
                .isEmpty();
    }

    @Test
    void findsAPlaceOfATenantThatTheWishDoesNotName() {
        // Given
        catalog.apply(allOf(export("acme", "downloads", destination("shared", "logs"))));
        ExportSpec beta = export("beta", "downloads", destination("shared", "logs/beta"));
        Wish some = new Wish(
                new TreeMap<>(Map.of("beta", List.of(beta))),
                WishScope.THESE_TENANTS,
                Map.of(),
                Optional.empty(),
                Set.of(),
                Set.of());

        // Then
        assertThat(refusals(some))
                .containsExactly("export beta/downloads would write where export acme/downloads does:"
                        + " s3:aws/shared/logs/beta/. Two tenants that write to one place can read, replace or delete"
                        + " each other's logs. Let it pass with --allow shared-destination");
    }

    @Test
    void refusesABucketThatASpecMayNameWhichNobodyCanRead() {
        // Given
        catalog.apply(allOf(
                export("acme", "downloads", destination("shared", "logs")),
                export("gamma", "downloads", destination("other", "logs"))));
        catalog.makeUnreadable("acme", "downloads");
        catalog.makeUnreadable("gamma", "downloads");
        ExportSpec beta = export("beta", "downloads", destination("shared", "elsewhere"));
        TreeMap<String, List<ExportSpec>> some = new TreeMap<>(Map.of("beta", List.of(beta)));

        // Then
        assertThat(refusals(only(some)))
                .singleElement()
                .asString()
                .startsWith("export beta/downloads would write where export acme/downloads may, whose spec this"
                        + " program cannot read: s3:aws/shared/elsewhere/. Two tenants");
    }

    @Test
    void refusesAnotherExternalId() {
        // Given
        catalog.apply(allOf(HOURLY));

        // Then
        assertThat(refusals(allOf(HOURLY).withExternalIds(Map.of("acme", "another"))))
                .containsExactly("tenant acme would have another external id. The tenant's role trusts the old id: with"
                        + " another one every delivery is refused until the tenant changes its trust policy. Let it pass"
                        + " with --allow changed-external-id");
    }

    @ParameterizedTest
    @EnumSource(GuardRule.class)
    void letsPassWhatIsAllowedByNameAndNothingElse(GuardRule allowed) {
        // Given
        catalog.apply(allOf(
                export("acme", "downloads", "redact: [{kind: truncate-ip}]"),
                export("beta", "downloads"),
                export("gamma", "downloads")));
        Plan plan = catalog.plan(
                allOf(export("acme", "downloads", destination("beta-logs", "logs")), export("beta", "downloads"))
                        .withExternalIds(Map.of("acme", "another")));

        // When
        List<GuardRule> refused = Guard.refusals(catalog.snapshot(), plan, Set.of(allowed)).stream()
                .map(Refusal::rule)
                .toList();

        // Then
        assertThat(refused)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
                                GuardRule.EMPTY_SET,
                                GuardRule.LOST_CATALOG,
                                GuardRule.ADOPTED_CONNECTOR,
                                GuardRule.LEAK,
                                allowed))
                        .stream()
                        .toList());
    }

    private List<String> refusals(Wish wish) {
        return Guard.refusals(catalog.snapshot(), catalog.plan(wish), Set.of()).stream()
                .map(Refusal::text)
                .toList();
    }

    private static List<GuardRule> rules(PlannedCatalog catalog, Wish wish) {
        return Guard.refusals(catalog.snapshot(), catalog.plan(wish), Set.of()).stream()
                .map(Refusal::rule)
                .toList();
    }

    private static ExportSpec[] exports(int tenants) {
        Stream<ExportSpec> exports = IntStream.range(0, tenants).mapToObj(i -> export("t-" + i, "downloads"));
        return exports.toArray(ExportSpec[]::new);
    }
}
