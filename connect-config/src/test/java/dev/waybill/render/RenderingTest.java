package dev.waybill.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.Golden;
import dev.waybill.TestExports;
import dev.waybill.contract.Delivery;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final Platform PLATFORM = PlatformReader.parse("platform.yaml", """
            accounts: { aws: "884446598447", aws-cn: "999988887777" }
            connectors:
              confluent-s3-sink:
                exports: [acme/confluent]
              waybill-sink:
                overrides: { tasks.max: 8 }
            readers:
              purge: [globex]
              access-points:
                - tenant: acme
                  bucket-arn: arn:aws:s3:::platform-logs
                  alias: acme-ap-4f1x-s3alias
                  access-point-arn: arn:aws:s3:eu-west-1:884446598447:accesspoint/acme-ap
                  regions: [eu-west-1]
                  reader-role-arn: arn:aws:iam::111122223333:role/LogsReader
            """);
    private static final ExternalIds IDS = new ExternalIds(Map.of("acme", "wb-acme", "globex", "wb-globex"));
    private static final List<ExportSpec> EXPORTS = List.of(
            TestExports.export("acme", "downloads", TestExports.s3("acme-logs", "client-logs")),
            TestExports.export("acme", "audit", TestExports.s3("acme-logs", "audit-logs")),
            TestExports.export("acme", "confluent", TestExports.s3("acme-archive", "")),
            TestExports.export("acme", "local", new FileDestination(Path.of("/srv/logs"), "acme")),
            TestExports.export(
                    "globex",
                    "downloads",
                    Delivery.SHARED,
                    S3Destination.ofRole("globex-logs", "", "cn-north-1", "arn:aws-cn:iam::222233334444:role/Logs"),
                    Map.of()));

    @Test
    void rendersEveryDocumentOfEveryTenant() {
        SortedMap<String, String> files =
                Rendering.of(EXPORTS, IDS, PLATFORM, OperatorRules.NONE).files();

        StringBuilder all = new StringBuilder();
        files.forEach(
                (path, text) -> all.append("=== ").append(path).append('\n').append(text));
        Golden.assertMatches("rendering.txt", all.toString());
    }

    @Test
    void doesNotDependOnTheOrderOfExports() {
        List<ExportSpec> reversed = EXPORTS.stream()
                .sorted((a, b) -> b.exportId().compareTo(a.exportId()))
                .toList();

        assertThat(Rendering.of(reversed, IDS, PLATFORM, OperatorRules.NONE).files())
                .isEqualTo(
                        Rendering.of(EXPORTS, IDS, PLATFORM, OperatorRules.NONE).files());
    }

    @Test
    void refusesARoleInThePlatformsOwnAccount() {
        List<ExportSpec> exports = List.of(
                TestExports.export("acme", "downloads", TestExports.s3("acme-logs", "")),
                TestExports.export(
                        "globex",
                        "downloads",
                        S3Destination.ofRole(
                                "globex-logs", "", "cn-north-1", "arn:aws-cn:iam::111122223333:role/Logs")));

        assertThatThrownBy(() -> Rendering.of(exports, IDS, platform("111122223333"), OperatorRules.NONE))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().file() + " "
                                        + problem.place().path() + " " + problem.text())
                                .containsExactly(
                                        "acme/downloads destination.role-arn is in the platform's own account: \""
                                                + TestExports.ROLE + "\"; name a role in the tenant's account; if this"
                                                + " one is meant for acme, say so under owns in operator.yaml",
                                        "globex/downloads destination.role-arn trusts nobody yet; say the platform's"
                                                + " account under accounts.aws-cn in platform.yaml"));
    }

    @Test
    void takesARoleInThePlatformsOwnAccountThatTheOperatorGivesToTheTenant() {
        List<ExportSpec> exports = List.of(TestExports.export("acme", "downloads", TestExports.s3("acme-logs", "")));
        OperatorRules operator =
                OperatorRules.parse("operator.yaml", "tenants: { acme: { owns: [\"" + TestExports.ROLE + "\"] } }\n");

        assertThat(Rendering.of(exports, IDS, platform("111122223333"), operator)
                        .iam())
                .containsKey("acme/LogsWriter-trust.json");
    }

    @Test
    void refusesARoleOfAnotherPartitionThanTheRegion() {
        List<ExportSpec> exports = List.of(TestExports.export(
                "acme", "downloads", S3Destination.ofRole("acme-logs", "", "cn-north-1", TestExports.ROLE)));

        assertThatThrownBy(() -> Rendering.of(exports, IDS, platform("884446598447"), OperatorRules.NONE))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is in another partition than the region")
                .hasMessageContaining("region cn-north-1 lies in aws-cn");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        List<ExportSpec> exports = List.of(
                TestExports.export("acme", "one", TestExports.s3("acme-ap-4f1x-s3alias", "")),
                TestExports.export("initech", "two", TestExports.s3("initech-ap-4f1x-s3alias", "")));

        assertThatThrownBy(() -> Rendering.of(exports, IDS, platform("884446598447"), OperatorRules.NONE))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().file() + ": " + problem.message())
                                .containsExactly(
                                        "acme/one: an access point alias cannot stand in a policy",
                                        "initech/two: an access point alias cannot stand in a policy"));
    }

    @Test
    void leavesOutWhatNeedsAnExternalIdThatIsNotKnown() {
        // Given
        List<ExportSpec> exports = List.of(
                TestExports.export("acme", "one", TestExports.s3("acme-logs", "")),
                TestExports.export("initech", "two", TestExports.s3("initech-logs", "")));

        // When
        Rendering rendering = Rendering.of(exports, IDS, platform("884446598447"), OperatorRules.NONE);

        // Then
        assertThat(rendering.leftOut()).containsExactly("iam/initech/LogsWriter-trust.json");
        assertThat(rendering.files())
                .containsKeys("iam/acme/LogsWriter-trust.json", "iam/initech/LogsWriter-permissions.json")
                .doesNotContainKey("iam/initech/LogsWriter-trust.json");
    }

    @Test
    void readersOfThePlatformsBucketSeeTheirOwnFolderOnly() {
        // Given
        Platform platform = PlatformReader.parse("platform.yaml", """
                accounts: { aws: "884446598447" }
                readers:
                  purge: [org-acme]
                  access-points:
                    - tenant: org-acme
                      bucket-arn: arn:aws:s3:::platform-logs
                      alias: org-acme-ap-4f1x-s3alias
                      access-point-arn: arn:aws:s3:eu-west-1:884446598447:accesspoint/org-acme-ap
                      regions: [eu-west-1]
                      reader-role-arn: arn:aws:iam::111122223333:role/LogsReader
                """);
        List<ExportSpec> exports =
                List.of(TestExports.export("org-acme", "audit", TestExports.s3("platform-logs", "")));

        // When
        SortedMap<String, String> iam = Rendering.of(
                        exports, new ExternalIds(Map.of("org-acme", "wb-1")), platform, OperatorRules.NONE)
                .iam();

        // Then
        assertThat(iam.get("org-acme/org-acme-ap-reader-access-point.json"))
                .contains("/organization=org-org-acme/*")
                .doesNotContain("/organization=org-acme/*");
        assertThat(iam)
                .doesNotContainKeys(
                        "org-acme/reader-easy.json", "org-acme/reader-strict.json", "org-acme/reader-purge.json");
    }

    @Test
    void needsThePlatformsAccountInThePartitionOfTheRole() {
        ExportSpec inChina = EXPORTS.get(4);

        assertThatThrownBy(() -> Rendering.of(List.of(inChina), IDS, platform("884446598447"), OperatorRules.NONE))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("say the platform's account under accounts.aws-cn in platform.yaml");
    }

    @Test
    void rendersOidcTrustForAPlatformWithoutAccount() {
        Platform platform = PlatformReader.parse("platform.yaml", """
                oidc: { issuer: "https://id.platform.example", audience: sts.amazonaws.com, subject: "waybill:{tenant}" }
                """);

        SortedMap<String, String> iam = Rendering.of(EXPORTS.subList(0, 1), IDS, platform, OperatorRules.NONE)
                .iam();

        assertThat(iam).containsKey("acme/LogsWriter-trust-oidc.json").doesNotContainKey("acme/LogsWriter-trust.json");
        assertThat(iam.get("acme/LogsWriter-trust-oidc.json")).contains("waybill:acme");
    }

    private static Platform platform(String account) {
        return PlatformReader.parse("platform.yaml", "accounts: { aws: \"" + account + "\" }\n");
    }
}
