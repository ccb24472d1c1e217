package dev.waybill.benchmarks;

import static dev.waybill.benchmarks.ChildCommands.say;

import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.cloud.PolicyDocument;
import dev.waybill.cloud.Role;
import dev.waybill.iam.Arn;
import dev.waybill.iam.WriterTrustPolicy;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tenants' part in {@link Soak}, a process of its own: {@code FOLDER SERVERS}. S3 and STS with the buckets and roles that the
 * catalog names, as it changes. {@code deny NUMBER} takes a tenant's role its rights, or the whole role of an odd number; {@code
 * allow NUMBER} gives them back.
 */
final class SoakStore {
    private static final String ACCOUNT = "000000000000";

    private final LocalIam iam = new LocalIam(Clock.systemUTC());
    private final LocalStore store;
    /** By ARN, as the tenants want them. */
    private final Map<String, Role> roles = new HashMap<>();

    private SoakStore(Path folder) {
        this.store = LocalStore.start(folder.resolve("buckets"), iam);
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        SoakStore tenants = new SoakStore(folder);
        AccessKey platform = tenants.iam.addUser(
                "arn:aws:iam::" + ACCOUNT + ":user/waybill",
                PolicyDocument.allow(List.of("sts:AssumeRole"), List.of("*")));
        Path key = folder.resolve("platform-key.properties");
        Files.writeString(key, "id=" + platform.id() + "\nsecret=" + platform.secret() + "\n");
        CatalogReader reader =
                CatalogReader.of(new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", args[1])));
        reader.listen((now, changed) -> tenants.grant(now.snapshot()));
        try (LocalSts sts = LocalSts.start(tenants.iam);
                CatalogWatch watch = CatalogWatch.start(reader, CatalogWatch.INTERVAL)) {
            watch.lookNow().join();
            say("ready", tenants.store.endpoint() + " " + sts.endpoint() + " " + key);
            ChildCommands.obey(Map.of("deny", tenants::deny, "allow", tenants::allow))
                    .join();
        }
    }

    private synchronized void grant(CatalogSnapshot catalog) {
        for (TenantRecord tenant : catalog.tenantRecords()) {
            tenant.exports().values().stream()
                    .flatMap(export -> export.lastThatRuled().stream())
                    .flatMap(version -> version.spec(any -> {}).stream())
                    .map(ExportSpec::destination)
                    .flatMap(destination -> destination.s3().stream())
                    .findFirst()
                    .ifPresent(destination -> grant(tenant.externalId(), destination));
        }
    }

    private void grant(String externalId, S3Destination destination) {
        String arn = destination.roleArn().orElseThrow();
        if (roles.containsKey(arn)) {
            return;
        }
        store.createBucket(destination.bucket());
        Role role = new Role(
                arn,
                PolicyDocument.parse(new WriterTrustPolicy(Arn.parse(arn), ACCOUNT, externalId).json()),
                PolicyDocument.allow(List.of("s3:PutObject"), List.of("arn:aws:s3:::" + destination.bucket() + "/*")));
        roles.put(arn, role);
        iam.putRole(role);
    }

    private synchronized String deny(String number) {
        Role role = role(number);
        if (Integer.parseInt(number) % 2 == 0) {
            iam.putRole(
                    new Role(role.arn(), role.trust(), PolicyDocument.allow(List.of("s3:ListBucket"), List.of("*"))));
        } else {
            iam.removeRole(role.arn());
        }
        return number;
    }

    private synchronized String allow(String number) {
        iam.putRole(role(number));
        return number;
    }

    private Role role(String number) {
        return Objects.requireNonNull(roles.get(SoakTenants.role(Integer.parseInt(number))), number);
    }
}
