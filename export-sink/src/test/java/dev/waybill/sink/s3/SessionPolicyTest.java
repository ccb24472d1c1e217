package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.fake.S3DestinationBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/LogsWriter";
    private final S3DestinationBuilder destination = new S3DestinationBuilder();

    @Test
    void allowsPutObjectBelowThePrefixAndNothingElse() {
        assertThat(policy()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject"],\
                "Resource":["arn:aws:s3:::acme-logs/client-logs/*"]}]}""");
    }

    @Test
    void allowsTheWholeBucketWithoutAPrefix() {
        destination.prefix = "";
        assertThat(policy()).contains("\"Resource\":[\"arn:aws:s3:::acme-logs/*\"]");
    }

    @Test
    void allowsAclTagsAndKeyOnlyWhereTheyAreUsed() {
        destination.acl = "bucket-owner-full-control";
        destination.tags = Map.of("a", "b");
        destination.kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/k";
        assertThat(policy()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                "Action":["s3:PutObject","s3:PutObjectAcl","s3:PutObjectTagging"],\
                "Resource":["arn:aws:s3:::acme-logs/client-logs/*"]},\
                {"Effect":"Allow","Action":["kms:GenerateDataKey"],\
                "Resource":["arn:aws:kms:eu-west-1:111122223333:key/k"]}]}""");
    }

    @Test
    void namesObjectsOfAnAccessPoint() {
        destination.bucket = "arn:aws:s3:eu-west-1:111122223333:accesspoint/acme";
        assertThat(policy()).contains("\"arn:aws:s3:eu-west-1:111122223333:accesspoint/acme/object/client-logs/*\"");
    }

    @Test
    void followsTheRolesPartition() {
        assertThat(SessionPolicy.narrowedTo(destination.build(), "arn:aws-cn:iam::111122223333:role/LogsWriter"))
                .contains("arn:aws-cn:s3:::acme-logs/client-logs/*");
    }

    private String policy() {
        return SessionPolicy.narrowedTo(destination.build(), ROLE);
    }
}
