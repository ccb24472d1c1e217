package dev.waybill.connector;

import dev.waybill.contract.Sha256;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Exports that one of Confluent's connectors delivers: same tenant, bucket, prefix, role and ending of object names.
 *
 * @param tenant whose exports
 * @param destination where they go, the same for all
 * @param role the role to assume
 * @param extension how their objects' names end
 * @param exports at least one, sorted
 */
record ConfluentGroup(
        String tenant, S3Destination destination, String role, String extension, List<ExportSpec> exports) {
    private static final int NAME_HASH_DIGITS = 8;

    ConfluentGroup {
        exports = exports.stream()
                .sorted(Comparator.comparing(ExportSpec::exportId))
                .toList();
    }

    /**
     * Stays the same when exports come and go, since the connector's position in its topics hangs on it; another bucket,
     * prefix, role or extension makes another connector.
     */
    String connectorName() {
        String identity = String.join("\n", destination.bucket(), destination.prefix(), role, extension);
        return "waybill-s3-" + tenant + "-" + Sha256.hex(identity).substring(0, NAME_HASH_DIGITS);
    }

    /** The topics, separated by commas. */
    String topics() {
        return exports.stream().map(ExportSpec::topic).collect(Collectors.joining(","));
    }
}
