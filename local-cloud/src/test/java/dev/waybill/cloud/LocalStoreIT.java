package dev.waybill.cloud;

import static dev.waybill.cloud.LocalCloud.ACME_ID;
import static dev.waybill.cloud.LocalCloud.ACME_ROLE;
import static dev.waybill.cloud.LocalCloud.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.model.Credentials;

class LocalStoreIT {
    private static final String BUCKET = "acme-logs";
    private static final String KEY = "client-logs/2026/03/04/part-é +&.csv.gz";

    @TempDir
    static Path folder;

    private static LocalCloud cloud;

    @BeforeAll
    static void start() {
        cloud = new LocalCloud(folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void storesTheBytesASessionPutsWhereAReaderFindsThem() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);

        try (S3Client writer = cloud.s3(cloud.acmeSession())) {
            writer.putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromBytes(bytes));
        }

        assertThat(Files.readAllBytes(cloud.store.bucketFolder(BUCKET).resolve(KEY)))
                .isEqualTo(bytes);
        try (S3Client reader = cloud.s3(cloud.iam.addReader(BUCKET))) {
            assertThat(reader.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY))
                            .asByteArray())
                    .isEqualTo(bytes);
            assertThat(reader.listObjectsV2(request -> request.bucket(BUCKET).prefix("client-logs/2026/"))
                            .contents())
                    .extracting(S3Object::key)
                    .contains(KEY);
        }
    }

    @Test
    void removesWhatUploadsOfAKilledProcessLeft(@TempDir Path other) throws IOException {
        Path bucket = Files.createDirectories(other.resolve("acme-logs"));
        Path left = Files.createFile(bucket.resolve("a.csv.gz-2f1d6f0e-9b1c-4b7e-8f11-0a2b3c4d5e6f"));
        Path object = Files.createFile(bucket.resolve("a.csv.gz"));
        Path named = Files.createFile(bucket.resolve("2f1d6f0e-9b1c-4b7e-8f11-0a2b3c4d5e6f"));

        LocalStore.start(other, cloud.iam).close();

        assertThat(left).doesNotExist();
        assertThat(object).exists();
        assertThat(named).exists();
    }

    @Test
    void takesUnchunkedBodiesToo() {
        try (S3Client writer = S3Client.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .credentialsProvider(StaticCredentialsProvider.create(sessionOf(cloud.acmeSession())))
                .build()) {
            put(writer, BUCKET, "client-logs/unchunked", "hello");
        }

        assertThat(cloud.store.bucketFolder(BUCKET).resolve("client-logs/unchunked"))
                .hasContent("hello");
    }

    @Test
    void takesAclsAndEncryptionThatChangeNothingForTheOwner() {
        try (S3Client writer = cloud.s3(cloud.acmeSession())) {
            writer.putObject(
                    request -> request.bucket(BUCKET)
                            .key("client-logs/with-acl")
                            .acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL)
                            .serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromString("hello"));

            assertThatThrownBy(() -> writer.putObject(
                            request -> request.bucket(BUCKET)
                                    .key("client-logs/public")
                                    .acl(ObjectCannedACL.AUTHENTICATED_READ),
                            RequestBody.fromString("hello")))
                    .isInstanceOf(S3Exception.class);
        }

        assertThat(cloud.store.bucketFolder(BUCKET).resolve("client-logs/with-acl"))
                .hasContent("hello");
        assertThat(cloud.store.bucketFolder(BUCKET).resolve("client-logs/public"))
                .doesNotExist();
    }

    @Test
    void aBucketTellsItsSettingsToWhoMayAskAndSignsAsItsKeySays() {
        String bucket = "settings-of-acme";
        cloud.store.createBucket(
                bucket,
                LocalBucket.PLAIN
                        .of("111111111111")
                        .in("eu-west-1")
                        .encrypting("AES256")
                        .owning("BucketOwnerEnforced"));
        AccessKey key = cloud.iam.addUser(
                "arn:aws:iam::111111111111:user/admin", PolicyDocument.allow(List.of("s3:*"), List.of("*")));

        try (S3Client admin = cloud.s3(key);
                S3Client thief = cloud.s3(new AccessKey(key.id(), "another-secret"));
                S3Client writer = cloud.s3(cloud.acmeSession())) {
            assertThat(admin.getBucketOwnershipControls(request -> request.bucket(bucket))
                            .ownershipControls()
                            .rules()
                            .get(0)
                            .objectOwnershipAsString())
                    .isEqualTo("BucketOwnerEnforced");
            assertThat(admin.headBucket(request -> request.bucket(bucket)).bucketRegion())
                    .isEqualTo("eu-west-1");
            assertThat(admin.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("a"))
                            .serverSideEncryptionAsString())
                    .isEqualTo("AES256");
            assertRefused(
                    "SignatureDoesNotMatch",
                    403,
                    () -> thief.getBucketOwnershipControls(request -> request.bucket(bucket)));
            assertRefused("AccessDenied", 403, () -> writer.getBucketEncryption(request -> request.bucket(bucket)));
            assertRefused(
                    "AccessDenied",
                    403,
                    () -> admin.putObject(
                            request -> request.bucket(bucket).key("b").expectedBucketOwner("222222222222"),
                            RequestBody.fromString("b")));
            assertRefused(
                    "AccessControlListNotSupported",
                    400,
                    () -> admin.putObject(
                            request -> request.bucket(bucket).key("c").acl(ObjectCannedACL.PRIVATE),
                            RequestBody.fromString("c")));
        }
    }

    @Test
    void refusesToReplaceAnObjectThatMustNotExist() {
        try (S3Client writer = cloud.s3(cloud.acmeSession())) {
            put(writer, BUCKET, "client-logs/once", "first");

            assertRefused(
                    "PreconditionFailed",
                    412,
                    () -> writer.putObject(
                            request -> request.bucket(BUCKET)
                                    .key("client-logs/once")
                                    .ifNoneMatch("*"),
                            RequestBody.fromString("second")));
        }

        assertThat(cloud.store.bucketFolder(BUCKET).resolve("client-logs/once")).hasContent("first");
    }

    @Test
    void refusesAnUnknownKey() {
        try (S3Client client = cloud.s3(AccessKey.generate())) {
            assertRefused("InvalidAccessKeyId", 403, () -> put(client, BUCKET, KEY, "x"));
        }
    }

    @Test
    void refusesAWrongSecret() {
        AccessKey reader = cloud.iam.addReader(BUCKET);

        try (S3Client client =
                cloud.s3(new AccessKey(reader.id(), AccessKey.generate().secret()))) {
            assertRefused("SignatureDoesNotMatch", 403, () -> client.listObjectsV2(request -> request.bucket(BUCKET)));
        }
    }

    @Test
    void refusesUnsignedRequests() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        for (String path : List.of("/", "/" + BUCKET, "/" + BUCKET + "/client-logs/once")) {
            HttpRequest request =
                    HttpRequest.newBuilder(cloud.endpoint().resolve(path)).build();

            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void refusesATemporaryKeyWithoutItsToken() {
        Credentials session = cloud.acmeSession();

        try (S3Client client = cloud.s3(AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()))) {
            assertRefused("InvalidToken", 400, () -> put(client, BUCKET, KEY, "x"));
        }
    }

    @Test
    void refusesATemporaryKeyWithTheTokenOfAnotherSession() {
        Credentials session = cloud.acmeSession();
        Credentials other = cloud.acmeSession();

        try (S3Client client = cloud.s3(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), other.sessionToken()))) {
            assertRefused("InvalidToken", 400, () -> put(client, BUCKET, KEY, "x"));
        }
    }

    @Test
    void refusesAnExpiredTemporaryKey() {
        Credentials session = cloud.assume(request -> request.roleArn(ACME_ROLE)
                .externalId(ACME_ID)
                .roleSessionName("short")
                .durationSeconds(900));

        try (S3Client client = cloud.s3(session)) {
            cloud.clock.advance(Duration.ofSeconds(899));
            put(client, BUCKET, "client-logs/in-time", "x");
            cloud.clock.advance(Duration.ofSeconds(1));

            assertRefused("ExpiredToken", 400, () -> put(client, BUCKET, KEY, "x"));
        }
    }

    @Test
    void refusesASessionOutsideItsBucketAndPrefix() {
        try (S3Client acme = cloud.s3(cloud.acmeSession());
                S3Client globex = cloud.s3(cloud.globexSession())) {
            put(globex, "globex-logs", "anywhere", "x");

            assertDenied(() -> put(acme, "globex-logs", "anywhere", "x"));
            assertDenied(() -> put(acme, BUCKET, "other-prefix/x", "x"));
            assertDenied(() -> put(acme, BUCKET, "client-logs", "x"));
            assertDenied(() -> put(globex, BUCKET, KEY, "x"));
            assertThatThrownBy(() -> put(acme, BUCKET, "client-logs/../other-prefix/x", "x"))
                    .isInstanceOf(S3Exception.class);
        }
        assertThat(cloud.store.bucketFolder(BUCKET).resolve("other-prefix")).doesNotExist();
    }

    @Test
    void refusesAWriterEverythingButPut() {
        try (S3Client writer = cloud.s3(cloud.acmeSession())) {
            put(writer, BUCKET, "client-logs/kept", "x");

            assertDenied(() ->
                    writer.getObjectAsBytes(request -> request.bucket(BUCKET).key("client-logs/kept")));
            assertDenied(() -> writer.listObjectsV2(request -> request.bucket(BUCKET)));
            assertDenied(
                    () -> writer.deleteObject(request -> request.bucket(BUCKET).key("client-logs/kept")));
            assertDenied(() -> writer.copyObject(request -> request.sourceBucket(BUCKET)
                    .sourceKey("client-logs/kept")
                    .destinationBucket(BUCKET)
                    .destinationKey("client-logs/copy")));
            assertDenied(() -> writer.createBucket(request -> request.bucket("own-bucket")));
            assertDenied(writer::listBuckets);
            assertThatThrownBy(() ->
                            writer.headObject(request -> request.bucket(BUCKET).key("client-logs/kept")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
        assertThat(cloud.store.bucketFolder(BUCKET).resolve("client-logs/kept")).hasContent("x");
    }

    @Test
    void refusesAReaderToWriteAndToReadAnotherBucket() {
        try (S3Client writer = cloud.s3(cloud.globexSession());
                S3Client reader = cloud.s3(cloud.iam.addReader(BUCKET))) {
            put(writer, "globex-logs", "secret", "x");

            assertDenied(() -> put(reader, BUCKET, KEY, "x"));
            assertDenied(
                    () -> reader.deleteObject(request -> request.bucket(BUCKET).key(KEY)));
            assertDenied(() -> reader.listObjectsV2(request -> request.bucket("globex-logs")));
            assertDenied(() -> reader.getObjectAsBytes(
                    request -> request.bucket("globex-logs").key("secret")));
        }
    }

    @Test
    void honoursASessionPolicyThatNarrowsTheRole() {
        Credentials narrowed = cloud.assume(request -> request.roleArn(ACME_ROLE)
                .externalId(ACME_ID)
                .roleSessionName("narrowed")
                .policy("""
                        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
                         "Resource": "arn:aws:s3:::acme-logs/client-logs/audit/*"}}"""));

        try (S3Client client = cloud.s3(narrowed)) {
            put(client, BUCKET, "client-logs/audit/x", "x");

            assertDenied(() -> put(client, BUCKET, "client-logs/downloads/x", "x"));
            assertDenied(() ->
                    client.getObjectAsBytes(request -> request.bucket(BUCKET).key("client-logs/audit/x")));
        }
    }

    @Test
    void stopsSessionsOfARoleThatIsTakenAwayUntilItComesBack() {
        try (S3Client client = cloud.s3(cloud.globexSession())) {
            Role role = cloud.iam.role(LocalCloud.GLOBEX_ROLE).orElseThrow();
            put(client, "globex-logs", "before", "x");

            cloud.iam.removeRole(role.arn());
            assertDenied(() -> put(client, "globex-logs", "during", "x"));

            cloud.iam.putRole(role);
            put(client, "globex-logs", "after", "x");
        }
    }

    @Test
    void holdsPresignedUrlsOfSessionsToTheSameRules() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.EU_WEST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(sessionOf(cloud.acmeSession())))
                .build()) {
            var put = presigner.presignPutObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(object -> object.bucket(BUCKET).key("client-logs/presigned")));
            var get = presigner.presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(object -> object.bucket(BUCKET).key("client-logs/presigned")));

            int putStatus = http.send(
                            HttpRequest.newBuilder(put.url().toURI())
                                    .PUT(HttpRequest.BodyPublishers.ofString("hello", StandardCharsets.UTF_8))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
            int getStatus = http.send(HttpRequest.newBuilder(get.url().toURI()).build(), BodyHandlers.ofString())
                    .statusCode();

            assertThat(putStatus).isEqualTo(200);
            assertThat(getStatus).isEqualTo(403);
        }
    }

    private static AwsSessionCredentials sessionOf(Credentials session) {
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    private static void assertDenied(ThrowingCallable call) {
        assertRefused("AccessDenied", 403, call);
    }

    private static void assertRefused(String code, int status, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
