package dev.waybill.local;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalException;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.PolicyDocument;
import dev.waybill.cloud.Role;
import dev.waybill.iam.Arn;
import dev.waybill.iam.UploadKind;
import dev.waybill.iam.WriterPolicy;
import dev.waybill.iam.WriterTrustPolicy;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays the tenants' part: makes their buckets, and grants their roles with the very IAM documents that Waybill gives
 * to tenants.
 */
final class LocalGrants {
    /** The platform's account in the local cloud. */
    static final String ACCOUNT = "000000000000";

    /** The operator's {@code platform.yaml} that says so. */
    static final String PLATFORM_FILE = "accounts: { aws: \"" + ACCOUNT + "\" }\n";

    private static final String PLATFORM = "arn:aws:iam::" + ACCOUNT + ":user/waybill";

    private LocalGrants() {}

    /** The buckets the exports are delivered to, sorted. */
    static List<String> buckets(List<ExportSpec> exports) {
        return List.copyOf(new TreeSet<>(
                destinations(exports).stream().map(S3Destination::bucket).toList()));
    }

    /** The bucket each tenant's exports go to, sorted; a tenant may have several. */
    static Map<String, List<ExportSpec>> byTenant(List<ExportSpec> exports) {
        Map<String, List<ExportSpec>> byTenant = new TreeMap<>();
        for (ExportSpec export : exports) {
            byTenant.computeIfAbsent(export.exportId().tenant(), tenant -> new ArrayList<>())
                    .add(export);
        }
        return byTenant;
    }

    static void apply(
            List<ExportSpec> exports, ExternalIds externalIds, LocalStore store, LocalIam iam, AccessKey platformKey) {
        buckets(exports).forEach(store::createBucket);
        iam.addUser(PLATFORM, platformKey, PolicyDocument.allow(List.of("sts:AssumeRole"), List.of("*")));
        Map<String, List<S3Destination>> byRole = new TreeMap<>();
        Map<String, String> tenantOfRole = new TreeMap<>();
        for (ExportSpec export : exports) {
            export.destination()
                    .s3()
                    .ifPresent(destination -> destination.roleArn().ifPresent(arn -> {
                        byRole.computeIfAbsent(arn, role -> new ArrayList<>()).add(destination);
                        tenantOfRole.put(arn, export.exportId().tenant());
                    }));
        }
        byRole.forEach((arn, destinations) -> iam.putRole(new Role(
                arn,
                PolicyDocument.parse(
                        new WriterTrustPolicy(Arn.parse(arn), ACCOUNT, externalId(externalIds, tenantOfRole.get(arn)))
                                .json()),
                PolicyDocument.parse(new WriterPolicy(destinations, UploadKind.SINGLE_PUT).json()))));
    }

    private static String externalId(ExternalIds externalIds, @Nullable String tenant) {
        return externalIds
                .of(String.valueOf(tenant))
                .orElseThrow(() -> new LocalException("the tenant " + tenant + " has no external id"));
    }

    private static List<S3Destination> destinations(List<ExportSpec> exports) {
        return exports.stream()
                .map(ExportSpec::destination)
                .filter(S3Destination.class::isInstance)
                .map(S3Destination.class::cast)
                .toList();
    }
}
