package dev.waybill.control.doctor.check;

import dev.waybill.contract.YamlName;
import dev.waybill.spec.destination.Destination;
import java.util.List;

/**
 * Something that is looked at. A check that cannot look says so: it has never passed for want of an answer. Kinds are found
 * through the order of {@code permits}, which is the order in which they are made and shown.
 */
public sealed interface Check
        permits PlatformIdentity,
                RoleWithExternalId,
                RoleWithoutExternalId,
                RoleWithOtherExternalId,
                PutBelowPrefix,
                ObjectEncryption,
                BucketEncryption,
                ObjectOwner,
                PutOutsidePrefix,
                ListObjects,
                GetObjects,
                DeleteObjects,
                BucketRegion,
                EndpointStyle,
                ClockSkew,
                TransportSecurity,
                DirectoryWritable,
                ExportTopic,
                SinkConnector,
                SaidBySink {
    /** What it is called in texts, JSON and metrics. */
    default String id() {
        return YamlName.of(getClass().getSimpleName());
    }

    /** Whether there is something to look at for this kind of destination. */
    default boolean concerns(Destination destination) {
        return destination.s3().isPresent();
    }

    /**
     * Looks; at least one diagnosis.
     *
     * @throws dev.waybill.contract.ClusterException if the cluster or Connect does not answer
     */
    List<Diagnosis> examine(Examination examination);
}
