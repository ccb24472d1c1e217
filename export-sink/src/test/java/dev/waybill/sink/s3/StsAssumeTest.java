package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.RecordingServer;
import dev.waybill.sink.fake.S3DestinationBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class StsAssumeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final RoleRequest REQUEST = RoleRequest.of(
            new S3DestinationBuilder().build(),
            "arn:aws:iam::111122223333:role/LogsWriter",
            Optional.of("wb-0011"),
            "eu-west-1");

    private final RecordingServer server = new RecordingServer();
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final PlatformCredentials platform = new PlatformCredentials(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKPLATFORM", "platform-secret")), PATIENCE);
    private final StsAssume sts =
            new StsAssume(http, platform, Optional.of(server.uri()), "waybill", Duration.ofHours(1), PATIENCE);

    @AfterEach
    void close() {
        sts.close();
        platform.close();
        http.close();
        server.close();
    }

    @Test
    void showsExternalIdSessionNameAndNarrowedPolicy() throws DeliveryException {
        // Given
        server.answer(200, """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
                <Expiration>2026-03-04T07:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""");

        // When
        AwsSessionCredentials session = sts.assume(REQUEST);

        // Then
        String form = URLDecoder.decode(server.only().text(), StandardCharsets.UTF_8);
        assertThat(form)
                .contains("Action=AssumeRole")
                .contains("ExternalId=wb-0011")
                .contains("RoleSessionName=waybill")
                .contains("DurationSeconds=3600")
                .contains("Policy=" + REQUEST.policy());
        assertThat(server.only().header("Authorization")).contains("Credential=AKPLATFORM/");
        assertThat(session.accessKeyId()).isEqualTo("ASIA1");
        assertThat(session.expirationTime()).contains(Instant.parse("2026-03-04T07:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, ROLE_REFUSED",
        "403, InvalidClientTokenId, PLATFORM_CREDENTIALS",
        "403, SignatureDoesNotMatch, PLATFORM_CREDENTIALS",
        "400, Throttling, THROTTLED",
        "400, MalformedPolicyDocument, CONFIGURATION",
        "503, ServiceUnavailable, STORE_ERROR",
        "400, RequestExpired, CLOCK_SKEW",
        "429, Whatever, THROTTLED",
        "401, Whatever, ROLE_REFUSED",
    })
    void tellsFailuresApart(int status, String code, FailureKind kind) {
        // Given
        server.answer(status, "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>");

        // When
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> sts.assume(REQUEST));

        // Then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).contains(Integer.toString(status)).doesNotContain("wb-0011");
    }
}
