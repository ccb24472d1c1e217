package dev.waybill.iam;

import java.util.List;
import java.util.Map;

/**
 * Who may take on the role that reads: the account the role belongs to, which then says who of its own people may.
 *
 * @param role the reader's role
 */
public record ReaderTrustPolicy(Arn role) implements IamDocument {
    @Override
    public String kind() {
        return "reader-trust";
    }

    @Override
    public Map<String, Object> content() {
        return Policy.of(List.of(Statement.allow("TrustOwnAccount", "sts:AssumeRole")
                .to("AWS", Arn.root(role.partition(), role.account()).toString())));
    }
}
