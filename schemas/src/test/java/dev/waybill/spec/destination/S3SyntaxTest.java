package dev.waybill.spec.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SyntaxTest {
    private static final String ACCESS_POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/acme-logs";

    @ParameterizedTest
    @ValueSource(strings = {"acme-logs", "a.b.c", "123", ACCESS_POINT})
    void takesBucketsOfAws(String bucket) {
        // Then
        assertThat(S3Syntax.bucket(bucket, true)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme_Logs", "ab", "acme-", "a"})
    void leavesOtherStoresTheirFreerNames(String bucket) {
        // Then
        assertThatIllegalArgumentException().isThrownBy(() -> S3Syntax.bucket(bucket, true));
        assertThat(S3Syntax.bucket(bucket, false)).isEqualTo(bucket);
    }

    @Test
    void saysWhatToLeaveOutOfAnAddress() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Syntax.bucket("s3://acme-logs/x", true))
                .withMessage("must be a bucket's name; leave out s3:// and use prefix for the rest");
    }

    @Test
    void takesNoOtherArnForABucket() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Syntax.bucket("arn:aws:s3:::acme-logs", true))
                .withMessageStartingWith("must be a bucket's name or an access point's ARN;");
    }

    @Test
    void readsTheRegionOfAnAccessPoint() {
        // Then
        assertThat(S3Syntax.regionOf(ACCESS_POINT)).contains("eu-west-1");
        assertThat(S3Syntax.regionOf("acme-logs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://s3.example.com",
                "https:///bucket",
                "https://user@s3.example.com",
                "https://s3.example.com?x=1",
                "https://s3.example.com#x",
                "s3.example.com",
                "https://s3 example.com"
            })
    void takesNoEndpointButABareAddress(String endpoint) {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Syntax.endpoint(endpoint))
                .withMessageStartingWith("must be the http or https address of an S3-compatible store;");
    }

    @Test
    void takesPlainEndpoints() {
        // Then
        assertThat(S3Syntax.endpoint("https://s3.example.com")).hasHost("s3.example.com");
        assertThat(S3Syntax.endpoint("http://127.0.0.1:9000")).hasPort(9000);
    }

    @Test
    void hintsAtTheNearestWord() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Syntax.storageClass("STANDARD_AI"))
                .withMessageContaining("STANDARD_IA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Syntax.acl("bucket-owner-fullcontrol"))
                .withMessageContaining("bucket-owner-full-control");
        assertThatIllegalArgumentException().isThrownBy(() -> S3Syntax.sse("kms"));
    }

    @Test
    void takesRolesAndKeysOfEveryPartition() {
        // Then
        assertThat(S3Syntax.roleArn("arn:aws-cn:iam::111122223333:role/path/Logs+Writer@x"))
                .endsWith("Writer@x");
        assertThat(S3Syntax.kmsKeyArn("arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234-ab"))
                .endsWith("1234-ab");
        assertThatIllegalArgumentException().isThrownBy(() -> S3Syntax.roleArn("arn:aws:iam::1:role/Short"));
        assertThatIllegalArgumentException().isThrownBy(() -> S3Syntax.kmsKeyArn("alias/mine"));
        assertThatIllegalArgumentException().isThrownBy(() -> S3Syntax.region("eu west"));
        assertThatIllegalArgumentException().isThrownBy(() -> S3Syntax.credentials("AKIAIOSFODNN7"));
    }
}
