package dev.waybill.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Temporary credentials.
 *
 * @param key temporary key
 * @param token must come with every request that the key signs
 * @param roleArn the role whose permissions, as they are when a request is made, limit the session
 * @param arn the session's ARN
 * @param expires from then on every request is refused
 * @param sessionPolicy limits the session further
 */
record RoleSession(
        AccessKey key,
        String token,
        String roleArn,
        String arn,
        Instant expires,
        Optional<PolicyDocument> sessionPolicy)
        implements Identity {
    @Override
    public List<String> names() {
        String account = User.account(roleArn);
        return List.of(arn, roleArn, account, "arn:aws:iam::" + account + ":root");
    }

    @Override
    public String toString() {
        return "RoleSession[" + arn + ", hidden]";
    }
}
