package dev.waybill.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PlatformReaderTest {
    @Test
    void reportsEveryProblemWithItsPathAndAdvice() {
        String yaml = """
                accounts: { aws: "123", aws-moon: "884446598447" }
                oidc: { issuer: "http://id", audience: a, subject: always-the-same }
                connectors:
                  waybill-snik: {}
                  confluent-s3-sink: { exports: [acme] }
                readers:
                  access-points: [{ tenant: acme }]
                """;

        assertThatThrownBy(() -> PlatformReader.parse("platform.yaml", yaml))
                .isInstanceOf(SpecException.class)
                .extracting(e -> ((SpecException) e).problems(), InstanceOfAssertFactories.list(Problem.class))
                .extracting(problem -> problem.place().path() + " " + problem.text())
                .contains(
                        "accounts.aws must be an AWS account: \"123\"; twelve digits in quotes",
                        "oidc.issuer must be an https URL without query: \"http://id\"",
                        "connectors.waybill-snik unknown key; did you mean \"waybill-sink\"?",
                        "connectors.confluent-s3-sink.exports must name exports: \"acme\"; write tenant/export",
                        "readers.access-points[0].bucket-arn is required but missing");
    }

    @Test
    void saysHowTheSinkReachesTheCatalog() {
        Platform platform = PlatformReader.parse("platform.yaml", """
                connectors:
                  waybill-sink:
                    catalog-client: { bootstrap.servers: "a:9092,b:9092", security.protocol: SSL }
                """);

        assertThat(platform.waybillSink().catalogClient())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("bootstrap.servers", "a:9092,b:9092", "security.protocol", "SSL"));
        assertThat(platform.waybillSink().name()).isEqualTo("waybill-sink");
    }

    @Test
    void refusesASubjectThatIsTheSameForAllTenants() {
        String yaml = "oidc: { issuer: \"https://id\", audience: a, subject: always-the-same }";

        assertThatThrownBy(() -> PlatformReader.parse("platform.yaml", yaml))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("subject must contain {tenant}");
    }

    @Test
    void refusesAnAccessPointThatIsABucket() {
        String yaml = """
                readers:
                  access-points:
                    - tenant: acme
                      bucket-arn: "arn:aws:s3:::platform-logs"
                      alias: acme-s3alias
                      access-point-arn: "arn:aws:s3:::platform-logs"
                      regions: [eu-west-1]
                      reader-role-arn: "arn:aws:iam::111122223333:role/LogsReader"
                """;

        assertThatThrownBy(() -> PlatformReader.parse("platform.yaml", yaml))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("readers.access-points[0].access-point-arn")
                .hasMessageContaining("must be an access point's ARN");
    }

    @Test
    void readsSettingsAndLeavesTheRestAsWaybillHasIt() {
        // When
        SettingsWish settings = PlatformReader.parse(
                        "platform.yaml", "settings: { future-skew: PT1M, slack: PT0S, run-size: 1MiB }")
                .settings();

        // Then
        assertThat(settings.lead()).as("the future skew and two minutes").isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.margin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.platform().futureSkew()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.platform().slack()).isZero();
        assertThat(settings.platform().runSize()).isEqualTo(1 << 20);
        assertThat(settings.platform().lateness()).isEqualTo(Duration.ofHours(24));
        assertThat(PlatformReader.parse("platform.yaml", "{}")).isEqualTo(Platform.NONE);
    }

    @Test
    void refusesSettingsThatCannotHold() {
        String yaml = """
                settings: { run-size: 0B, slack: 10s, lateness: -PT1H, future-skw: PT1M }
                """;

        assertThatThrownBy(() -> PlatformReader.parse("platform.yaml", yaml))
                .extracting(e -> ((SpecException) e).problems(), InstanceOfAssertFactories.list(Problem.class))
                .extracting(problem -> problem.place().path() + " " + problem.text())
                .containsExactlyInAnyOrder(
                        "settings.run-size must be at least 1B: \"0B\"",
                        "settings.slack must be a duration: \"10s\"; write minutes as in PT5M, seconds as in PT10S",
                        "settings.lateness must not be negative: \"-PT1H\"",
                        "settings.future-skw unknown key; did you mean \"future-skew\"?");
        assertThatThrownBy(() -> PlatformReader.parse("platform.yaml", "settings: { run-size: 2GiB }"))
                .hasMessageContaining("settings.run-size  must be below 2GiB: \"2GiB\"");
        assertThatThrownBy(() -> PlatformReader.parse("platform.yaml", "settings: { lead: PT1M }"))
                .hasMessageContaining("settings.lead  must be above the margin; the lead is PT1M, the margin PT1M");
    }
}
