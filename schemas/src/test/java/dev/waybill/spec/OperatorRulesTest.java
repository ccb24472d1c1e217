package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorRulesTest {
    @TempDir
    private Path tenants;

    @Test
    void readsWhatHoldsForAllAndForSingleTenants() {
        // When
        OperatorRules rules = OperatorRules.parse("operator.yaml", """
                minimum-interval: PT1H
                always-included: [artifact_downloaded]
                source-buckets: [packages]
                tenants:
                  acme: { minimum-interval: PT15M }
                  globex: { always-included: [] }
                """);

        // Then
        List<String> downloads = List.of("artifact_downloaded");
        assertThat(rules.sourceBuckets()).isEqualTo(Set.of("packages"));
        assertThat(rules.byTenant())
                .isEqualTo(Map.of(
                        "acme", new TenantRules(Duration.ofMinutes(15), downloads),
                        "globex", new TenantRules(Duration.ofHours(1), List.of())));
        assertThat(rules.of("initech")).isEqualTo(new TenantRules(Duration.ofHours(1), downloads));
    }

    @Test
    void saysWhatTenantsMayDoInTheConsole() {
        // When
        OperatorRules none = OperatorRules.parse("operator.yaml", "minimum-interval: PT1H\n");
        OperatorRules some = OperatorRules.parse("operator.yaml", """
                console:
                  tenants-may-edit: true
                  endpoints: ["https://s3.example.com", "https://ceph.example.com:7480"]
                  exports-per-tenant: 3
                """);

        // Then
        assertThat(none.console()).isEqualTo(ConsoleRules.NONE);
        assertThat(none.console().tenantsMayEdit()).isFalse();
        assertThat(some.console())
                .isEqualTo(new ConsoleRules(
                        true,
                        Set.of(URI.create("https://s3.example.com"), URI.create("https://ceph.example.com:7480")),
                        3));
    }

    @Test
    void refusesRulesOfTheConsoleThatCannotHold() {
        assertThatThrownBy(() -> OperatorRules.parse("operator.yaml", """
                        console:
                          tenants-may-edit: "yes"
                          endpoints: ["s3.example.com"]
                          exports-per-tenant: 0
                          editors: [acme]
                        """))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path())
                                .containsExactlyInAnyOrder(
                                        "console.tenants-may-edit",
                                        "console.endpoints[0]",
                                        "console.exports-per-tenant",
                                        "console.editors"));
    }

    @Test
    void reportsEveryProblemOfTheFile() {
        assertThatThrownBy(() -> OperatorRules.parse("operator.yaml", """
                        minimum-interval: 1h
                        tenants:
                          Acme: { minimum-intervall: PT1H }
                        """))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path() + " " + problem.text())
                                .containsExactly(
                                        "minimum-interval must be an ISO-8601 duration: \"1h\"; write PT1H",
                                        "tenants.Acme is not a tenant id; 1 to 63 of a-z, 0-9 and hyphen,"
                                                + " not starting with a hyphen",
                                        "tenants.Acme.minimum-intervall unknown key;"
                                                + " did you mean \"minimum-interval\"?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hourly         | ",
                "daily          | ",
                "0 */2 * * *    | ",
                "*/20 * * * *   | PT20M",
                "0,30 8 * * 1   | PT30M",
                "0 59 23 * * *  | ",
                "59 * * * * *   | PT1M",
            })
    void refusesSchedulesBelowTheMinimumInterval(String every, Duration shortest) throws IOException {
        // Given
        write("operator.yaml", "minimum-interval: PT1H\n");
        write("acme.yaml", acme("schedule: { every: \"" + every + "\" }"));

        // When
        List<String> problems = problems();

        // Then
        if (shortest == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .containsExactly("acme.yaml:6 exports[0].schedule.every has windows of " + shortest
                            + ", but the operator allows none below PT1H: \"" + every
                            + "\"; write a longer schedule, or ask the operator");
        }
    }

    @Test
    void aTenantsOwnRuleWinsOverTheGeneralOneAndASpecOverNeither() throws IOException {
        // Given
        write("operator.yaml", """
                minimum-interval: P1D
                tenants:
                  acme: { minimum-interval: PT1H }
                """);
        write("acme.yaml", acme(""));
        write("globex.yaml", acme("").replace("acme", "globex"));

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems)
                .containsExactly("globex.yaml:3 exports[0].schedule.every has windows of PT1H, but the operator allows"
                        + " none below PT24H: \"hourly\"; write a longer schedule, or ask the operator");
    }

    @Test
    void holdsForASingleFileToo() throws IOException {
        // Given
        write("operator.yaml", "minimum-interval: P1D\n");
        write("acme.yaml", acme(""));

        // When, Then
        assertThatThrownBy(() -> SpecReader.read(tenants.resolve("acme.yaml")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("none below PT24H");
    }

    @Test
    void aDayIsADayWhereClocksChange() throws IOException {
        // Given
        write("operator.yaml", "minimum-interval: P1D\n");
        write("acme.yaml", acme("schedule: { every: daily, zone: Europe/Berlin }"));

        // When, Then
        assertThat(problems()).isEmpty();
    }

    @Test
    void refusesADestinationWhoseRequestsAreLogged() throws IOException {
        // Given
        write("operator.yaml", "source-buckets: [acme-logs]\n");
        write("acme.yaml", acme(""));

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems)
                .containsExactly("acme.yaml:7 exports[0].destination.bucket is a bucket whose requests are logged:"
                        + " \"acme-logs\"; deliver to another bucket, or each log file would bring forth more");
    }

    @Test
    void addsWhatIsAlwaysIncludedToExportsThatSelectByEventType() throws IOException {
        // Given
        write("acme.yaml", acme("select: { event-types: [user] }"));
        write("globex.yaml", acme("").replace("acme", "globex"));
        write("initech.yaml", acme("select: { event-types: [user] }").replace("acme", "initech"));
        List<ExportSpec> off = SpecReader.read(tenants).exports();

        // When
        write("operator.yaml", """
                always-included: [artifact_downloaded]
                tenants: { initech: { always-included: [] } }
                """);
        List<ExportSpec> on = SpecReader.read(tenants).exports();

        // Then
        assertThat(off).allMatch(spec -> spec.select().alwaysIncluded().isEmpty());
        assertThat(on)
                .extracting(spec -> spec.select().alwaysIncluded())
                .containsExactly(List.of("artifact_downloaded"), List.of(), List.of());
        assertThat(on)
                .extracting(CanonicalSpec::json)
                .isNotEqualTo(off.stream().map(CanonicalSpec::json).toList());
        assertThat(on.subList(1, 3)).isEqualTo(off.subList(1, 3));
    }

    @Test
    void doNotTakeAMisspeltTenantForOne() throws IOException {
        // Given
        write("operator.yaml", "tenants: { acne: { minimum-interval: PT1M } }\n");
        write("acme.yaml", acme(""));

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems)
                .containsExactly("operator.yaml:0 tenants.acne there is no such tenant;" + " did you mean \"acme\"?");
    }

    @Test
    void whatIsWrongWithThemIsSaidOnceWhereTheFolderIsNamedFromHere() throws IOException {
        // Given
        write("operator.yaml", "x: 1\n");
        write("acme.yaml", acme(""));
        Path fromHere = Path.of("").toAbsolutePath().relativize(tenants.toAbsolutePath());

        // When
        SpecException refused = catchThrowableOfType(SpecException.class, () -> SpecReader.read(fromHere));

        // Then
        assertThat(refused.problems())
                .extracting(problem -> problem.place().file())
                .containsExactly(fromHere.resolve("operator.yaml").toString());
    }

    private List<String> problems() throws IOException {
        try {
            SpecReader.read(tenants);
            return List.of();
        } catch (SpecException e) {
            return e.problems().stream()
                    .map(problem -> Path.of(problem.place().file()).getFileName() + ":"
                            + problem.place().line() + " " + problem.place().path() + " " + problem.text())
                    .toList();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(tenants.resolve(name), text.replace(Specs.ROLE, Specs.ROLE + "-of-" + name));
    }

    private static String acme(String more) {
        return """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    %s
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "%s" }
                """.formatted(more, Specs.ROLE);
    }
}
