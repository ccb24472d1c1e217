package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.fake.S3DestinationBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** S3 matches the access point's ARN, which its alias does not tell. */
    @Test
    void allowsTheObjectsOfWhateverAccessPointAnAliasStandsFor() {
        destination.bucket = "acme-abcdef-s3alias";

        assertThat(policy())
                .contains("\"Resource\":[\"arn:aws:s3:::acme-abcdef-s3alias/client-logs/*\","
                        + "\"arn:aws:s3:*:*:accesspoint/*/object/client-logs/*\"]");
    }

    @Test
    void takesWildcardsOfThePrefixForCharacters() {
        destination.prefix = "a$b";

        assertThat(policy()).contains("\"arn:aws:s3:::acme-logs/a${$}b/*\"");
    }

    @Test
    void isJsonWhateverThePrefixHolds() {
        destination.prefix = "say \"ü\"~";

        assertThat(policy()).contains("\"arn:aws:s3:::acme-logs/say \\\"\\u00fc\\\"~/*\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LogsWriter", "arn:", "arn::iam::111122223333:role/LogsWriter"})
    void isOfTheCommonPartitionWhereTheRoleNamesNone(String role) {
        assertThat(SessionPolicy.narrowedTo(destination.build(), role))
                .contains("arn:aws:s3:::acme-logs/client-logs/*");
    }

    private String policy() {
        return SessionPolicy.narrowedTo(destination.build(), ROLE);
    }
}
