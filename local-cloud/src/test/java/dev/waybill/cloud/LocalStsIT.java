package dev.waybill.cloud;

import static dev.waybill.cloud.LocalCloud.ACME_ID;
import static dev.waybill.cloud.LocalCloud.ACME_ROLE;
import static dev.waybill.cloud.LocalCloud.GLOBEX_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalStsIT {
    @TempDir
    static Path folder;

    private static LocalCloud cloud;

    @BeforeAll
    static void start() {
        cloud = new LocalCloud(folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void issuesASessionToATrustedCallerWithTheExternalId() {
        AssumeRoleResponse response;
        try (StsClient client = cloud.stsClient(cloud.platformKey)) {
            response = client.assumeRole(request -> acme(request).durationSeconds(1800));
        }

        assertThat(response.credentials().accessKeyId()).startsWith("ASIA");
        assertThat(response.credentials().expiration())
                .isEqualTo(cloud.clock.instant().plus(Duration.ofMinutes(30)));
        assertThat(response.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::111111111111:assumed-role/LogsWriter/waybill");
    }

    @Test
    void tellsACallerWhoItIs() {
        try (StsClient client = cloud.stsClient(cloud.platformKey)) {
            assertThat(client.getCallerIdentity().arn()).isEqualTo(LocalCloud.PLATFORM);
        }
    }

    @Test
    void refusesAWrongOrMissingExternalId() {
        assertRefused("AccessDenied", request -> acme(request).externalId(GLOBEX_ID));
        assertRefused("AccessDenied", request -> acme(request).externalId(ACME_ID + "0"));
        assertRefused("AccessDenied", request -> acme(request).externalId(null));
    }

    @Test
    void refusesAnUnknownRole() {
        assertRefused("AccessDenied", request -> acme(request).roleArn("arn:aws:iam::111111111111:role/Nobody"));
    }

    @Test
    void refusesACallerTheRoleDoesNotTrust() {
        AccessKey stranger = cloud.iam.addUser(
                "arn:aws:iam::888888888888:user/stranger",
                PolicyDocument.allow(List.of("sts:AssumeRole"), List.of("*")));

        assertRefused("AccessDenied", stranger, LocalStsIT::acme);
    }

    @Test
    void refusesACallerWhoseOwnPolicyDoesNotAllowIt() {
        AccessKey limited = cloud.iam.addUser(
                LocalCloud.PLATFORM, PolicyDocument.allow(List.of("sts:AssumeRole"), List.of(LocalCloud.GLOBEX_ROLE)));

        assertRefused("AccessDenied", limited, LocalStsIT::acme);
    }

    @Test
    void refusesAnUnknownKeyAndAWrongSecret() {
        AccessKey forged =
                new AccessKey(cloud.platformKey.id(), AccessKey.generate().secret());

        assertRefused("InvalidClientTokenId", AccessKey.generate(), LocalStsIT::acme);
        assertRefused("SignatureDoesNotMatch", forged, LocalStsIT::acme);
    }

    @Test
    void refusesAnUnsignedRequest() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(cloud.sts.endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("Action=AssumeRole&RoleArn=" + ACME_ROLE + "&RoleSessionName=waybill"))
                .build();

        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(403);
                    assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>");
                });
    }

    @Test
    void refusesParametersOutOfRange() {
        assertRefused("ValidationError", request -> acme(request).durationSeconds(899));
        assertRefused("ValidationError", request -> acme(request).durationSeconds(43_201));
        assertRefused("ValidationError", request -> acme(request).roleSessionName("with space"));
        assertRefused("MalformedPolicyDocument", request -> acme(request).policy("{}"));
        assertRefused("MalformedPolicyDocument", request -> acme(request).policy("""
                        {"Statement": {"Effect": "Allow", "NotAction": "s3:GetObject", "Resource": "*"}}"""));
    }

    @Test
    void saysThatItsPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> LocalSts.start(cloud.iam, taken.getLocalPort()))
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static AssumeRoleRequest.Builder acme(AssumeRoleRequest.Builder request) {
        return request.roleArn(ACME_ROLE).externalId(ACME_ID).roleSessionName("waybill");
    }

    private static void assertRefused(String code, Consumer<AssumeRoleRequest.Builder> request) {
        assertRefused(code, cloud.platformKey, request);
    }

    private static void assertRefused(String code, AccessKey key, Consumer<AssumeRoleRequest.Builder> request) {
        try (StsClient client = cloud.stsClient(key)) {
            assertThatThrownBy(() -> client.assumeRole(request))
                    .isInstanceOfSatisfying(
                            StsException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
        }
    }
}
