package dev.waybill.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row is one of AWS's table of actions by operation: too weak an action here would pass a policy that AWS refuses. */
class S3PermissionsTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /, s3:ListAllMyBuckets, *",
        "HEAD, /logs, s3:ListBucket, logs",
        "GET, /logs, s3:ListBucket, logs",
        "GET, /logs?list-type=2&prefix=a, s3:ListBucket, logs",
        "GET, /logs?location, s3:GetBucketLocation, logs",
        "GET, /logs?uploads, s3:ListBucketMultipartUploads, logs",
        "GET, /logs?encryption, s3:GetEncryptionConfiguration, logs",
        "GET, /logs?ownershipControls, s3:GetBucketOwnershipControls, logs",
        "GET, /logs?policy, s3:Otherget, logs",
        "PUT, /logs, s3:CreateBucket, logs",
        "PUT, /logs?policy, s3:Otherput, logs",
        "DELETE, /logs, s3:DeleteBucket, logs",
        "DELETE, /logs?policy, s3:Otherdelete, logs",
        "POST, /logs?delete, s3:DeleteObject, logs/*",
        "POST, /logs, s3:Otherpost, logs/*",
        "PATCH, /logs, s3:Otherpatch, logs",
        "GET, /logs/a/b%20c, s3:GetObject, logs/a/b c",
        "HEAD, /logs/a, s3:GetObject, logs/a",
        "GET, /logs/a?acl, s3:GetObjectAcl, logs/a",
        "GET, /logs/a?tagging, s3:GetObjectTagging, logs/a",
        "GET, /logs/a?uploadId=1, s3:ListMultipartUploadParts, logs/a",
        "PUT, /logs/a, s3:PutObject, logs/a",
        "PUT, /logs/a?acl, s3:PutObjectAcl, logs/a",
        "POST, /logs/a?uploads, s3:PutObject, logs/a",
        "DELETE, /logs/a, s3:DeleteObject, logs/a",
        "DELETE, /logs/a?tagging, s3:DeleteObjectTagging, logs/a",
        "DELETE, /logs/a?uploadId=1, s3:AbortMultipartUpload, logs/a",
        "PATCH, /logs/a, s3:Otherpatch, logs/a",
    })
    void anOperationNeedsItsAction(String method, String target, String action, String resource) {
        assertThat(S3Permissions.of(request(method, target, Map.of())).needs())
                .containsExactly(new S3Permissions.Need(action, "arn:aws:s3:::" + resource));
    }

    @Test
    void anAclATagAndASourceNeedPermissionsOfTheirOwn() {
        HttpServletRequest request = request(
                "PUT",
                "/logs/a",
                Map.of(
                        "x-amz-acl", "bucket-owner-full-control",
                        "x-amz-tagging", "a=b",
                        "x-amz-copy-source", "/others/secret%20file?versionId=3"));

        S3Permissions permissions = S3Permissions.of(request);

        assertThat(permissions.needs())
                .containsExactly(
                        new S3Permissions.Need("s3:PutObject", "arn:aws:s3:::logs/a"),
                        new S3Permissions.Need("s3:PutObjectAcl", "arn:aws:s3:::logs/a"),
                        new S3Permissions.Need("s3:PutObjectTagging", "arn:aws:s3:::logs/a"),
                        new S3Permissions.Need("s3:GetObject", "arn:aws:s3:::others/secret file"));
        assertThat(permissions.context()).containsEntry("s3:x-amz-acl", "bucket-owner-full-control");
    }

    @Test
    void aKeyNeedsAPermissionOfItsOwnAndIsUsedThroughAService() {
        S3Permissions permissions = S3Permissions.of(request("PUT", "/logs/a", Map.of()))
                .withKey(
                        Optional.of("arn:aws:kms:eu-west-1:111122223333:key/a"),
                        Optional.of("s3.eu-west-1.amazonaws.com"));

        assertThat(permissions.needs())
                .containsExactly(
                        new S3Permissions.Need("s3:PutObject", "arn:aws:s3:::logs/a"),
                        new S3Permissions.Need("kms:GenerateDataKey", "arn:aws:kms:eu-west-1:111122223333:key/a"));
        assertThat(permissions.context()).containsEntry("kms:ViaService", "s3.eu-west-1.amazonaws.com");
    }

    @Test
    void aSourceMayStandWithoutASlash() {
        assertThat(S3Permissions.of(request("PUT", "/logs/a", Map.of("x-amz-copy-source", "others/b")))
                        .needs())
                .contains(new S3Permissions.Need("s3:GetObject", "arn:aws:s3:::others/b"));
    }

    @Test
    void policiesSeeThePrefixAndTheDelimiterOfAListing() {
        assertThat(S3Permissions.of(request("GET", "/logs?prefix=a&delimiter=:", Map.of()))
                        .context())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("aws:SecureTransport", "false", "s3:prefix", "a", "s3:delimiter", ":"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logs/mine/../others/a", "/logs/mine/%2e%2e/others/a", "/logs/./a", "/logs/.."})
    void refusesKeysThatAFileSystemReadsAsAnotherFolder(String target) {
        assertThatThrownBy(() -> S3Permissions.of(request("GET", target, Map.of())))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("segments . or ..");
    }

    private static HttpServletRequest request(String method, String target, Map<String, String> headers) {
        String[] parts = target.split("\\?", 2);
        Map<String, String[]> parameters = new TreeMap<>();
        for (String pair : parts.length < 2 ? new String[0] : parts[1].split("&")) {
            String[] sides = pair.split("=", 2);
            parameters.put(sides[0], new String[] {sides.length < 2 ? "" : sides[1]});
        }
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> parts[0];
                    case "getQueryString" -> parts.length < 2 ? null : parts[1];
                    case "getParameterMap" -> parameters;
                    case "getParameter" ->
                        parameters.containsKey(arguments[0]) ? parameters.get(arguments[0])[0] : null;
                    case "getHeader" -> headers.get(arguments[0]);
                    default -> throw new UnsupportedOperationException(called.toString());
                });
    }
}
