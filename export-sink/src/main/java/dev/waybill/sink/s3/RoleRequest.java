package dev.waybill.sink.s3;

import dev.waybill.spec.destination.S3Destination;
import java.util.Optional;

/**
 * What is asked of STS: everything that decides what a session may do. Equal requests share a session.
 *
 * @param roleArn the tenant's role
 * @param externalId shown to the role's trust policy
 * @param policy session policy, JSON
 * @param region the region whose STS is asked
 */
public record RoleRequest(String roleArn, Optional<String> externalId, String policy, String region) {
    public static RoleRequest of(
            S3Destination destination, String roleArn, Optional<String> externalId, String region) {
        return new RoleRequest(roleArn, externalId, SessionPolicy.narrowedTo(destination, roleArn), region);
    }

    /** Leaves the external id out: it is shared with one tenant only. */
    @Override
    public String toString() {
        return "RoleRequest[" + roleArn + "]";
    }
}
