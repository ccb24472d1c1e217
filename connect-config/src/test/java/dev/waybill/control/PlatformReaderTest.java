package dev.waybill.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
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
}
