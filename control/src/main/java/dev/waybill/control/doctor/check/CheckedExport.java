package dev.waybill.control.doctor.check;

import dev.waybill.contract.ExportId;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Optional;

/**
 * An export that is looked at.
 *
 * @param ofTenant all exports of its tenant that its IAM documents are for, itself among them, and those that are switched off
 * @param platform what the operator says about the platform
 * @param ids external ids of tenants, as far as they have been made
 */
public record CheckedExport(
        ExportSpec spec, List<ExportSpec> ofTenant, Platform platform, ExternalIds ids, Stage stage) {
    public CheckedExport {
        ofTenant = List.copyOf(ofTenant);
    }

    ExportId id() {
        return spec.exportId();
    }

    /** Only for checks that concern S3. */
    S3Destination s3() {
        return spec.destination().s3().orElseThrow();
    }

    Optional<String> externalId() {
        return ids.of(id().tenant());
    }

    Papers papers() {
        return Papers.of(id().tenant(), ofTenant, platform, ids);
    }

    /** The destinations that may be written with the same rights. */
    List<S3Destination> sameRights() {
        S3Destination own = s3();
        return ofTenant.stream()
                .flatMap(export -> export.destination().s3().stream())
                .filter(other -> other.bucket().equals(own.bucket())
                        && other.roleArn().equals(own.roleArn())
                        && other.credentials().equals(own.credentials()))
                .toList();
    }

    /** Leaves the external ids out. */
    @Override
    public String toString() {
        return "CheckedExport[" + id() + "]";
    }
}
