package dev.waybill.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
    private static final PolicyDocument WRITER = PolicyDocument.parse("""
            {"Statement": [
              {"Sid": "a", "Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectAcl"],
               "Resource": "arn:aws:s3:::acme-logs/client-logs/*"},
              {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::acme-logs/client-logs/frozen/*"}]}""");

    @ParameterizedTest
    @CsvSource({
        "s3:PutObject, acme-logs/client-logs/a, true",
        "S3:putobject, acme-logs/client-logs/a/b, true",
        "s3:GetObject, acme-logs/client-logs/a, false",
        "s3:PutObject, acme-logs/client-logs, false",
        "s3:PutObject, acme-logs/client-logs-2/a, false",
        "s3:PutObject, globex-logs/client-logs/a, false",
        "s3:PutObject, acme-logs/client-logs/frozen/a, false",
    })
    void allowsWhatAStatementAllowsAndNoneDenies(String action, String object, boolean allowed) {
        assertThat(WRITER.allows(action, "arn:aws:s3:::" + object, Map.of())).isEqualTo(allowed);
    }

    @Test
    void holdsAConditionAgainstTheRequest() {
        PolicyDocument lister = PolicyDocument.parse("""
                {"Statement": {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
                 "Condition": {"StringLike": {"s3:prefix": ["client-logs/*"]}}}}""");

        assertThat(lister.allows("s3:ListBucket", "arn:aws:s3:::b", Map.of("s3:prefix", "client-logs/2026")))
                .isTrue();
        assertThat(lister.allows("s3:ListBucket", "arn:aws:s3:::b", Map.of("s3:prefix", "other")))
                .isFalse();
        assertThat(lister.allows("s3:ListBucket", "arn:aws:s3:::b", Map.of())).isFalse();
    }

    @Test
    void trustsAccountsRolesAndUsersByName() {
        PolicyDocument trust = PolicyDocument.parse("""
                {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": ["arn:aws:iam::999999999999:root", "arn:aws:iam::1:user/a"]}}}""");

        assertThat(trust.trusts(List.of("arn:aws:iam::999999999999:root"), "sts:AssumeRole", Map.of()))
                .isTrue();
        assertThat(trust.trusts(List.of("arn:aws:iam::1:user/b"), "sts:AssumeRole", Map.of()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | no Statement",
                "{ | not JSON",
                "{\"Statement\": {\"Effect\": \"Maybe\", \"Action\": \"*\"}} | Effect",
                "{\"Statement\": {\"Effect\": \"Allow\"}} | Action",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"NotResource\": \"*\"}} | NotResource",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"::\"}}}} | IpAddress",
            })
    void refusesWhatItDoesNotUnderstand(String json, String complaint) {
        assertThatThrownBy(() -> PolicyDocument.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({"*, '', true", "a*c, abbc, true", "a*c, abb, false", "a?c, abc, true", "a?c, ac, false", "**b, ab, true"
    })
    void matchesWildcards(String pattern, String text, boolean matches) {
        assertThat(Wildcards.matches(pattern, text)).isEqualTo(matches);
    }
}
