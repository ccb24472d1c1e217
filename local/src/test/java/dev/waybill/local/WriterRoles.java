package dev.waybill.local;

import dev.waybill.cloud.PolicyDocument;
import dev.waybill.cloud.Role;
import java.util.List;

/** Two tenants' roles, each of which trusts the platform with its external id. */
final class WriterRoles {
    static final String PLATFORM = "arn:aws:iam::999999999999:user/waybill";
    static final String ACME_ROLE = "arn:aws:iam::111111111111:role/LogsWriter";
    static final String GLOBEX_ROLE = "arn:aws:iam::222222222222:role/LogsWriter";
    static final String ACME_ID = "external-id-of-acme";
    static final String GLOBEX_ID = "external-id-of-globex";

    private WriterRoles() {}

    static Role writer(String arn, String externalId, String where) {
        return new Role(
                arn,
                PolicyDocument.parse("""
                        {"Version": "2012-10-17", "Statement": [{
                          "Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole",
                          "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}]}""".formatted(PLATFORM, externalId)),
                PolicyDocument.allow(List.of("s3:PutObject", "s3:PutObjectAcl"), List.of("arn:aws:s3:::" + where)));
    }
}
