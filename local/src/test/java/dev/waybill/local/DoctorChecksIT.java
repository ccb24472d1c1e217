package dev.waybill.local;

import static dev.waybill.control.doctor.check.Outcome.FAILED;
import static dev.waybill.control.doctor.check.Outcome.NOT_CHECKED;
import static dev.waybill.control.doctor.check.Outcome.PASSED;
import static dev.waybill.control.doctor.check.Outcome.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalBucket;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.cloud.PolicyDocument;
import dev.waybill.cloud.Role;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.doctor.CheckResult;
import dev.waybill.control.doctor.Doctor;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.DoctorRequest;
import dev.waybill.control.doctor.aws.AwsAccounts;
import dev.waybill.control.doctor.aws.AwsSettings;
import dev.waybill.control.doctor.check.Correction;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.doctor.check.Stage;
import dev.waybill.control.doctor.pipeline.Pipeline;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.iam.Arn;
import dev.waybill.iam.UploadKind;
import dev.waybill.iam.WriterPolicy;
import dev.waybill.iam.WriterTrustPolicy;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.topics.TopicState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Every finding about a tenant's account, by a store and a token service that enforce policies: where it is so, and where not. */
class DoctorChecksIT {
    private static final String ROLE = "arn:aws:iam::111122223333:role/LogsWriter";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
    private static final String ID = "wb-0123456789abcdef0123456789abcdef";
    private static final String S3 =
            "kind: s3, bucket: acme-logs, prefix: client-logs, region: eu-west-1, role-arn: \"" + ROLE + "\"";
    private static final Platform PLATFORM =
            PlatformReader.parse("platform.yaml", "accounts: { aws: \"" + LocalGrants.ACCOUNT + "\" }\n");

    @TempDir
    Path folder;

    @TempDir
    Path specs;

    private final LocalIam iam = new LocalIam(Clock.systemUTC());
    private LocalStore store;
    private LocalSts sts;
    private AccessKey platformKey;

    @BeforeEach
    void start() {
        store = LocalStore.start(folder, iam);
        sts = LocalSts.start(iam);
        store.createBucket("acme-logs", LocalBucket.PLAIN.of("111122223333").in("eu-west-1"));
        platformKey = iam.addUser(
                "arn:aws:iam::" + LocalGrants.ACCOUNT + ":user/waybill",
                PolicyDocument.allow(List.of("sts:AssumeRole"), List.of("*")));
    }

    @AfterEach
    void stop() {
        sts.close();
        store.close();
    }

    @Test
    void anAccountThatIsSetUpByTheLetterPasses() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), permissions(export));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(report.isWell()).isTrue();
        assertThat(outcomes(report))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("platform-identity", PASSED),
                        Map.entry("role-with-external-id", PASSED),
                        Map.entry("role-without-external-id", PASSED),
                        Map.entry("role-with-other-external-id", PASSED),
                        Map.entry("put-below-prefix", PASSED),
                        Map.entry("put-outside-prefix", PASSED),
                        Map.entry("list-objects", PASSED),
                        Map.entry("get-objects", PASSED),
                        Map.entry("delete-objects", PASSED),
                        Map.entry("object-encryption", NOT_CHECKED),
                        Map.entry("bucket-encryption", NOT_CHECKED),
                        Map.entry("object-owner", PASSED),
                        Map.entry("bucket-region", PASSED),
                        Map.entry("endpoint-style", PASSED),
                        Map.entry("clock-skew", PASSED),
                        Map.entry("transport-security", WARNING),
                        Map.entry("export-topic", NOT_CHECKED),
                        Map.entry("sink-connector", NOT_CHECKED),
                        Map.entry("said-by-sink", NOT_CHECKED)));
        assertThat(objects()).containsExactly("client-logs/_waybill/doctor.json");
        assertThat(store.bucketFolder("acme-logs").resolve("client-logs/_waybill/doctor.json"))
                .content()
                .contains("\"by\":\"waybill doctor\"");
    }

    @Test
    void aRoleThatAsksForNoExternalIdIsOpenToOtherTenants() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}""".formatted(LocalGrants.ACCOUNT), permissions(export));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(report.isWell()).isFalse();
        assertThat(outcomes(report))
                .containsEntry("role-with-external-id", PASSED)
                .containsEntry("role-without-external-id", FAILED)
                .containsEntry("role-with-other-external-id", FAILED);
        Correction correction = correction(report, "role-without-external-id");
        assertThat(correction.document()).isEqualTo("LogsWriter-trust.json");
        assertThat(correction.sid()).isEqualTo("TrustWaybill");
        assertThat(correction.statement()).contains("\"sts:ExternalId\": \"" + ID + "\"");
        assertThat(correction.text()).isEqualTo(trust(ID));
        assertThat(correction.toString()).doesNotContain(ID);
    }

    @Test
    void aRoleThatAsksForAnotherExternalIdCannotBeAssumed() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust("wb-something-else"), permissions(export));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("role-with-external-id", FAILED)
                .containsEntry("role-without-external-id", NOT_CHECKED)
                .containsEntry("role-with-other-external-id", NOT_CHECKED)
                .containsEntry("put-below-prefix", NOT_CHECKED)
                .containsEntry("put-outside-prefix", NOT_CHECKED)
                .containsEntry("list-objects", NOT_CHECKED)
                .containsEntry("delete-objects", NOT_CHECKED)
                .containsEntry("object-owner", NOT_CHECKED)
                .containsEntry("bucket-region", PASSED);
        assertThat(correction(report, "role-with-external-id").text()).isEqualTo(trust(ID));
        assertThat(objects()).isEmpty();
    }

    @Test
    void aTenantWithoutAnExternalIdIsNotFoundGuiltyOfIt() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), permissions(export));

        // When
        DoctorReport report = check(new ExternalIds(Map.of()), PLATFORM, export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("role-with-external-id", NOT_CHECKED)
                .containsEntry("role-without-external-id", NOT_CHECKED);
        assertThat(report.isWell()).isTrue();
    }

    @Test
    void trustPoliciesThatNameAnotherAccountThanTheCredentialsDoAreFound() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), permissions(export));
        Platform other = PlatformReader.parse("platform.yaml", "accounts: { aws: \"999999999999\" }\n");

        // When
        DoctorReport report = check(new ExternalIds(Map.of("acme", ID)), other, export);

        // Then
        assertThat(outcomes(report)).containsEntry("platform-identity", FAILED);
        assertThat(diagnosis(report, "platform-identity").finding())
                .isEqualTo("the platform's credentials are of the account 000000000000, and trust policies name"
                        + " 999999999999");
    }

    @Test
    void aRoleThatMayNotWriteIsShownTheStatementThatItLacks() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), policy("s3:PutObject", "acme-logs/other/*"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("put-below-prefix", FAILED)
                .containsEntry("get-objects", NOT_CHECKED)
                .containsEntry("delete-objects", NOT_CHECKED)
                .containsEntry("object-owner", NOT_CHECKED);
        assertThat(diagnosis(report, "put-below-prefix").finding())
                .startsWith(
                        "the test object s3://acme-logs/client-logs/_waybill/doctor.json could not be put: S3 answered"
                                + " 403 AccessDenied");
        Correction correction = correction(report, "put-below-prefix");
        assertThat(correction.document()).isEqualTo("LogsWriter-permissions.json");
        assertThat(correction.sid()).isEqualTo("DeliverLogs");
        assertThat(correction.statement()).contains("\"arn:aws:s3:::acme-logs/client-logs/*\"");
        assertThat(correction.text()).isEqualTo(permissions(export));
    }

    @Test
    void whatWasPutOutsideIsNamedWhereItCannotBeDeleted() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), policy("s3:PutObject", "acme-logs/*"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(diagnoses(report, "put-outside-prefix"))
                .extracting(Diagnosis::outcome)
                .containsExactly(FAILED, FAILED);
        assertThat(diagnosis(report, "put-outside-prefix").finding())
                .startsWith(
                        "s3://acme-logs/_waybill-doctor-outside.json, outside the prefix, could be put; it could not be"
                                + " deleted (S3 answered 403 AccessDenied");
        assertThat(diagnosis(report, "put-outside-prefix").advice())
                .endsWith("and deletes s3://acme-logs/_waybill-doctor-outside.json");
        assertThat(correction(report, "put-outside-prefix").text()).isEqualTo(permissions(export));
        assertThat(objects())
                .containsExactly(
                        "_waybill-doctor-outside.json",
                        "client-logs/_waybill/doctor.json",
                        "client-logs_waybill-doctor-outside.json");
    }

    @Test
    void whatWasPutOutsideIsDeletedWhereTheRoleMay() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), policy("s3:*", "acme-logs/*"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("put-outside-prefix", FAILED)
                .containsEntry("list-objects", PASSED)
                .containsEntry("get-objects", WARNING)
                .containsEntry("delete-objects", WARNING);
        assertThat(diagnosis(report, "put-outside-prefix").finding()).endsWith("; it was deleted again");
        assertThat(objects()).as("the test object, too").isEmpty();
    }

    @Test
    void aPolicyThatForgetsTheSlashBehindThePrefixIsFound() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), policy("s3:PutObject", "acme-logs/client-logs*"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(diagnoses(report, "put-outside-prefix"))
                .extracting(Diagnosis::outcome)
                .containsExactly(PASSED, FAILED);
        assertThat(objects()).contains("client-logs_waybill-doctor-outside.json");
    }

    @Test
    void nothingIsOutsideWhereAnExportWithTheSameRoleMayWriteEverything() throws IOException {
        // Given
        ExportSpec export = export(S3);
        ExportSpec whole = export(S3.replace("prefix: client-logs, ", ""), "whole");
        grant(trust(ID), policy("s3:PutObject", "acme-logs/*"));

        // When
        DoctorReport report = check(export, whole);

        // Then
        assertThat(outcomes(report)).containsEntry("put-outside-prefix", NOT_CHECKED);
        assertThat(objects()).containsExactly("_waybill/doctor.json", "client-logs/_waybill/doctor.json");
    }

    @Test
    void rightsToListAreAWarning() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), permissions(export), policy("s3:ListBucket", "acme-logs"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(report.isWell()).isTrue();
        assertThat(outcomes(report))
                .containsEntry("list-objects", WARNING)
                .containsEntry("get-objects", PASSED)
                .containsEntry("delete-objects", PASSED);
        assertThat(diagnosis(report, "list-objects").finding())
                .isEqualTo("the role can list the objects, which delivery does not need");
        assertThat(correction(report, "list-objects").text()).isEqualTo(permissions(export));
    }

    @Test
    void tagsNeedAStatementOfTheirOwn() throws IOException {
        // Given
        ExportSpec export = export(S3 + ", tags: { team: logs }");
        grant(trust(ID), policy("s3:PutObject", "acme-logs/client-logs/*"));

        // When
        DoctorReport lacking = check(export);
        grant(trust(ID), permissions(export));
        DoctorReport granted = check(export);

        // Then
        assertThat(outcomes(lacking)).containsEntry("put-below-prefix", FAILED);
        assertThat(correction(lacking, "put-below-prefix").sid()).isEqualTo("TagLogs");
        assertThat(outcomes(granted)).containsEntry("put-below-prefix", PASSED);
    }

    @Test
    void tagsDoNotHideThatTheRoleMayWriteOutside() throws IOException {
        // Given
        ExportSpec export = export(S3 + ", tags: { team: logs }, acl: bucket-owner-full-control");
        grant(trust(ID), permissions(export), policy("s3:PutObject", "acme-logs/*"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("put-below-prefix", PASSED)
                .containsEntry("put-outside-prefix", FAILED);
    }

    @Test
    void aKeyNeedsAStatementOfItsOwnAndIsConfirmedByTheStore() throws IOException {
        // Given
        ExportSpec export = export(S3 + ", kms-key-arn: \"" + KEY + "\"");
        grant(trust(ID), policy("s3:PutObject", "acme-logs/client-logs/*"));

        // When
        DoctorReport lacking = check(export);
        grant(trust(ID), permissions(export));
        DoctorReport granted = check(export);

        // Then
        assertThat(outcomes(lacking))
                .containsEntry("put-below-prefix", FAILED)
                .containsEntry("object-encryption", NOT_CHECKED);
        assertThat(correction(lacking, "put-below-prefix").sid()).isEqualTo("EncryptLogs");
        assertThat(outcomes(granted))
                .containsEntry("put-below-prefix", PASSED)
                .containsEntry("object-encryption", PASSED);
        assertThat(diagnosis(granted, "object-encryption").finding())
                .isEqualTo("the test object was encrypted with aws:kms with the key " + KEY);
    }

    @Test
    void aKeyOfTheBucketThatTheDestinationDoesNotNameIsFound() throws IOException {
        // Given
        ExportSpec export = export(S3);
        store.createBucket(
                "acme-logs",
                LocalBucket.PLAIN.of("111122223333").in("eu-west-1").encrypting(KEY));
        grant(
                trust(ID),
                permissions(export),
                policy("kms:GenerateDataKey", "*"),
                policy("s3:GetEncryptionConfiguration", "acme-logs"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("put-below-prefix", FAILED)
                .containsEntry("bucket-encryption", PASSED);
        assertThat(diagnosis(report, "put-below-prefix").advice())
                .isEqualTo("the bucket encrypts with a KMS key that the destination does not name: say its ARN as"
                        + " kms-key-arn");
        assertThat(diagnosis(report, "bucket-encryption").finding())
                .isEqualTo("the bucket encrypts with aws:kms with the key " + KEY + " by default");
    }

    @Test
    void encryptionByTheStoreItselfIsConfirmed() throws IOException {
        // Given
        ExportSpec export = export(S3 + ", sse: s3");
        grant(trust(ID), permissions(export), policy("s3:GetEncryptionConfiguration", "acme-logs"));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("object-encryption", PASSED)
                .containsEntry("bucket-encryption", WARNING);
        assertThat(diagnosis(report, "object-encryption").finding())
                .isEqualTo("the test object was encrypted with AES256");
    }

    @Test
    void theOwnerOfAnotherAccountsBucketReadsByAcl() throws IOException {
        // Given
        store.createBucket("acme-logs", LocalBucket.PLAIN.of("444455556666").in("eu-west-1"));
        ExportSpec without = export(S3);
        ExportSpec with = export(S3 + ", acl: bucket-owner-full-control");
        grant(trust(ID), permissions(without));

        // When
        DoctorReport unknown = check(without);
        DoctorReport granted = check(with);

        // Then
        assertThat(outcomes(unknown))
                .containsEntry("put-below-prefix", PASSED)
                .containsEntry("object-owner", NOT_CHECKED);
        assertThat(diagnosis(unknown, "object-owner").advice())
                .startsWith("would need s3:GetBucketOwnershipControls")
                .contains("acl: bucket-owner-full-control");
        assertThat(outcomes(granted)).containsEntry("object-owner", PASSED);
    }

    @Test
    void theOwnerOfAnotherAccountsBucketReadsByTheBucketsRule() throws IOException {
        // Given
        ExportSpec export = export(S3);
        LocalBucket foreign = LocalBucket.PLAIN.of("444455556666").in("eu-west-1");
        grant(trust(ID), permissions(export), policy("s3:GetBucketOwnershipControls", "acme-logs"));

        // When
        store.createBucket("acme-logs", foreign);
        DoctorReport unset = check(export);
        store.createBucket("acme-logs", foreign.owning("ObjectWriter"));
        DoctorReport writers = check(export);
        store.createBucket("acme-logs", foreign.owning("BucketOwnerEnforced"));
        DoctorReport enforced = check(export);

        // Then
        assertThat(outcomes(unset)).containsEntry("object-owner", FAILED);
        assertThat(outcomes(writers)).containsEntry("object-owner", FAILED);
        assertThat(outcomes(enforced)).containsEntry("object-owner", PASSED);
    }

    @Test
    void aStoreThatDoesNotKnowOwnersProvesNothing() throws IOException {
        // Given
        store.createBucket("acme-logs", LocalBucket.PLAIN.in("eu-west-1"));
        ExportSpec export = export(S3);
        grant(trust(ID), permissions(export));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report)).containsEntry("object-owner", NOT_CHECKED);
    }

    @Test
    void anAclThatTheBucketDoesNotTakeIsNamed() throws IOException {
        // Given
        store.createBucket(
                "acme-logs",
                LocalBucket.PLAIN.of("111122223333").in("eu-west-1").owning("BucketOwnerEnforced"));
        ExportSpec export = export(S3 + ", acl: bucket-owner-read");
        grant(trust(ID), permissions(export));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report)).containsEntry("put-below-prefix", FAILED);
        assertThat(diagnosis(report, "put-below-prefix").advice())
                .isEqualTo("the bucket takes no ACLs: remove the ACL from the destination, ownership is enforced by the"
                        + " bucket");
    }

    @Test
    void aBucketInAnotherRegionIsNamedWithItsRegion() throws IOException {
        // Given
        store.createBucket("acme-logs", LocalBucket.PLAIN.of("111122223333").in("us-east-2"));
        ExportSpec export = export(S3);
        grant(trust(ID), permissions(export));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report)).containsEntry("bucket-region", FAILED).containsEntry("put-below-prefix", FAILED);
        assertThat(diagnosis(report, "bucket-region").advice()).isEqualTo("say region: us-east-2 in the destination");
        assertThat(diagnosis(report, "put-below-prefix").finding()).contains("S3 answered 301 PermanentRedirect");
    }

    @Test
    void aBucketThatIsNotThereIsNamed() throws IOException {
        // Given
        ExportSpec export = export(S3.replace("acme-logs", "acme-gone"));
        grant(trust(ID), permissions(export));

        // When
        DoctorReport report = check(export);

        // Then
        assertThat(outcomes(report))
                .containsEntry("put-below-prefix", FAILED)
                .containsEntry("bucket-region", NOT_CHECKED);
        assertThat(diagnosis(report, "put-below-prefix").advice())
                .isEqualTo("the bucket does not exist: check its name, or ask the tenant whether it was deleted");
    }

    @Test
    void staticKeysAreTriedOutLikeARole() throws IOException {
        // Given
        AccessKey keys = iam.addUser(
                "arn:aws:iam::111122223333:user/logs", PolicyDocument.parse(policy("s3:PutObject", "acme-logs/*")));
        Path file = Files.writeString(
                specs.resolve("keys"), "access.key=" + keys.id() + "\nsecret.key=" + keys.secret() + "\n");
        ExportSpec export =
                export("kind: s3, bucket: acme-logs, prefix: client-logs, region: eu-west-1, credentials: swift,"
                        + " endpoint: \"" + store.endpoint() + "\", path-style: true");

        // When
        DoctorReport report = check(Map.of("swift", file), export);
        DoctorReport without = check(Map.of(), export);

        // Then
        assertThat(outcomes(report))
                .doesNotContainKeys("platform-identity", "role-with-external-id", "role-without-external-id")
                .containsEntry("put-below-prefix", PASSED)
                .containsEntry("put-outside-prefix", FAILED)
                .containsEntry("list-objects", PASSED)
                .containsEntry("object-owner", NOT_CHECKED);
        assertThat(correction(report, "put-outside-prefix").document()).isEqualTo("permissions.json");
        assertThat(correction(report, "put-outside-prefix").statement())
                .contains("arn:aws:s3:::acme-logs/client-logs/*");
        assertThat(outcomes(without))
                .containsEntry("put-below-prefix", NOT_CHECKED)
                .containsEntry("put-outside-prefix", NOT_CHECKED)
                .containsEntry("endpoint-style", PASSED);
    }

    @Test
    void withoutTimeNothingIsTouched() throws IOException {
        // Given
        ExportSpec export = export(S3);
        grant(trust(ID), permissions(export));

        // When
        DoctorReport report = check(
                DoctorRequest.ofSpecs(
                        List.of(export),
                        List.of(export),
                        PLATFORM,
                        new ExternalIds(Map.of("acme", ID)),
                        Stage.PLANNED,
                        Duration.ZERO),
                Map.of());

        // Then
        assertThat(outcomes(report).values()).hasSize(19).containsOnly(NOT_CHECKED);
        assertThat(objects()).isEmpty();
    }

    private DoctorReport check(ExportSpec... exports) {
        return check(new ExternalIds(Map.of("acme", ID)), PLATFORM, exports);
    }

    private DoctorReport check(ExternalIds ids, Platform platform, ExportSpec... exports) {
        return check(request(ids, platform, exports), Map.of());
    }

    private DoctorReport check(Map<String, Path> staticKeys, ExportSpec export) {
        return check(request(new ExternalIds(Map.of("acme", ID)), PLATFORM, export), staticKeys);
    }

    private static DoctorRequest request(ExternalIds ids, Platform platform, ExportSpec... exports) {
        return DoctorRequest.ofSpecs(
                List.of(exports), List.of(exports), platform, ids, Stage.PLANNED, Duration.ofMinutes(5));
    }

    private DoctorReport check(DoctorRequest request, Map<String, Path> staticKeys) {
        AwsSettings settings = AwsSettings.of(PLATFORM).at(Optional.of(store.endpoint()), Optional.of(sts.endpoint()));
        try (AwsAccounts accounts = new AwsAccounts(
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(platformKey.id(), platformKey.secret())),
                staticKeys)) {
            return new Doctor(accounts, new NothingThere(), Clock.systemUTC(), System::nanoTime, Progress.NONE)
                    .check(request);
        }
    }

    /** A platform without topics, and without Connect. */
    private static final class NothingThere implements Pipeline {
        @Override
        public Optional<TopicState> topic(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Map<String, ConnectorState>> connectors() {
            return Optional.empty();
        }

        @Override
        public Optional<DeliveryGlance> said(ExportId export) {
            return Optional.empty();
        }
    }

    private ExportSpec export(String destination) throws IOException {
        return export(destination, "downloads");
    }

    private ExportSpec export(String destination, String id) throws IOException {
        Path home = Files.createTempDirectory(specs, "tenants");
        Files.writeString(home.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: %s
                    source: download
                    format: { kind: csv }
                    destination: { %s }
                """.formatted(id, destination));
        return SpecReader.read(home).exports().get(0);
    }

    private void grant(String trust, String... permissions) {
        List<String> statements = Stream.of(permissions)
                .map(document -> document.substring(document.indexOf('[') + 1, document.lastIndexOf(']')))
                .toList();
        iam.putRole(new Role(
                ROLE,
                PolicyDocument.parse(trust),
                PolicyDocument.parse(
                        "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}")));
    }

    private static String trust(String externalId) {
        return new WriterTrustPolicy(Arn.parse(ROLE), LocalGrants.ACCOUNT, externalId).json();
    }

    private static String permissions(ExportSpec export) {
        S3Destination destination = export.destination().s3().orElseThrow();
        return new WriterPolicy(List.of(destination), UploadKind.SINGLE_PUT).json();
    }

    private static String policy(String action, String where) {
        String resource = where.equals("*") ? "*" : "arn:aws:s3:::" + where;
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                + "\", \"Resource\": \"" + resource + "\"}]}";
    }

    /** Of the first export; of a check that found several things, the worst. */
    private static Map<String, Outcome> outcomes(DoctorReport report) {
        return report.exports().get(0).results().stream()
                .collect(Collectors.toMap(
                        CheckResult::check,
                        result -> result.diagnosis().outcome(),
                        (one, other) -> one.compareTo(other) < 0 ? one : other,
                        TreeMap::new));
    }

    private static List<Diagnosis> diagnoses(DoctorReport report, String check) {
        return report.exports().get(0).results().stream()
                .filter(result -> result.check().equals(check))
                .map(CheckResult::diagnosis)
                .toList();
    }

    private static Diagnosis diagnosis(DoctorReport report, String check) {
        return diagnoses(report, check).get(0);
    }

    private static Correction correction(DoctorReport report, String check) {
        return diagnosis(report, check).correction().orElseThrow();
    }

    private List<String> objects() throws IOException {
        Path bucket = store.bucketFolder("acme-logs");
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
