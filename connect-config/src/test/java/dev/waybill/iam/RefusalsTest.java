package dev.waybill.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.TestExports;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that cannot be wrong: what would trust too many, or nobody, is refused. */
class RefusalsTest {
    private static final Arn ROLE = Arn.parse(TestExports.ROLE);
    private static final URI ISSUER = URI.create("https://id.platform.example");

    @ParameterizedTest
    @ValueSource(
            strings = {"http://id.platform.example", "id.platform.example", "https:///tenants", "https://id.example?a=b"
            })
    void refusesAnIssuerThatIsNoHttpsUrlWithoutQuery(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebIdentityTrustPolicy(ROLE, URI.create(issuer), "aud", "sub"))
                .withMessage("the issuer must be an https URL without query");
    }

    @ParameterizedTest
    @CsvSource({"' ', sub", "aud, ' '"})
    void refusesATokenThatIsForNobodyOrOfNobody(String audience, String subject) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebIdentityTrustPolicy(ROLE, ISSUER, audience, subject))
                .withMessage("audience and subject must not be blank");
    }

    @Test
    void refusesAReaderWithoutARegionOrWithABucketForAnAccessPoint() {
        Arn bucket = Arn.parse("arn:aws:s3:::logs");
        Arn accessPoint = Arn.parse("arn:aws:s3:eu-west-1:111122223333:accesspoint/acme");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessPointReaderPolicy(
                        bucket, "acme-s3alias", accessPoint, "data", List.of(), "acme", Optional.empty()))
                .withMessage("a reader through an access point needs a region");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessPointReaderPolicy(
                        bucket, "acme-s3alias", bucket, "data", List.of("eu-west-1"), "acme", Optional.empty()))
                .withMessageStartingWith("must be an access point's ARN");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::1234:role/x, must be an ARN;",
        "role/x, must be an ARN;",
        "arn:aws-moon:iam::111122223333:role/x, must be an ARN of a known partition;"
    })
    void refusesWhatIsNoArn(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Arn.parse(text)).withMessageStartingWith(message);
    }

    @Test
    void aBucketsArnHasNeitherRegionNorAccount() {
        Arn bucket = Arn.parse("arn:aws-cn:s3:::logs");

        assertThat(bucket).hasToString("arn:aws-cn:s3:::logs").returns("logs", Arn::name);
        assertThat(bucket.isAccessPoint()).isFalse();
    }

    @Test
    void aTokensSubjectIsTrustedForItsIssuersPathWithoutASlashAtItsEnd() {
        WebIdentityTrustPolicy policy = new WebIdentityTrustPolicy(
                ROLE, URI.create("https://id.example:8443/tenants//"), "aud", "waybill:acme");

        assertThat(policy.json())
                .contains("oidc-provider/id.example:8443/tenants\"")
                .contains("\"id.example:8443/tenants:sub\" : \"waybill:acme\"".replace(" : ", ": "));
    }
}
