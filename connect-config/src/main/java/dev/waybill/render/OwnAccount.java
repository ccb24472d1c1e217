package dev.waybill.render;

import dev.waybill.iam.Arn;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.Optional;

/**
 * A tenant's role is in the tenant's account. A role in the platform's own account may trust the platform in general, and has
 * rights that are not the tenant's to lend; so the operator has to say that it is meant for the tenant.
 */
final class OwnAccount {
    private OwnAccount() {}

    /** What is wrong with the role that an export names, if something is. */
    static Optional<Problem> check(ExportSpec export, Platform platform, OperatorRules operator) {
        String tenant = export.exportId().tenant();
        return Optional.of(export.destination())
                .filter(S3Destination.class::isInstance)
                .flatMap(destination -> ((S3Destination) destination).roleArn())
                .filter(role -> isIn(platform, Arn.parse(role)))
                .filter(role -> !operator.isRoleOf(tenant, role))
                .map(role -> Problem.at(
                                Place.of(export.exportId().toString(), "destination.role-arn"),
                                "is in the platform's own account")
                        .value(role)
                        .hint("name a role in the tenant's account; if this one is meant for " + tenant
                                + ", say so under owns in " + OperatorRules.FILE));
    }

    private static boolean isIn(Platform platform, Arn role) {
        return role.account().equals(platform.accounts().get(role.partition()));
    }
}
