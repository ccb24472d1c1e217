package dev.waybill.cloud;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A store and a token service with two tenants' buckets and roles, and the genuine AWS clients for them. */
final class LocalCloud implements AutoCloseable {
    static final String PLATFORM = "arn:aws:iam::999999999999:user/waybill";
    static final String ACME_ROLE = "arn:aws:iam::111111111111:role/LogsWriter";
    static final String GLOBEX_ROLE = "arn:aws:iam::222222222222:role/LogsWriter";
    static final String ACME_ID = "external-id-of-acme";
    static final String GLOBEX_ID = "external-id-of-globex";

    final MutableClock clock = new MutableClock(Instant.parse("2026-03-04T05:00:00Z"));
    final LocalIam iam = new LocalIam(clock);
    final LocalStore store;
    final LocalSts sts;
    final AccessKey platformKey;

    LocalCloud(Path folder) {
        store = LocalStore.start(folder, iam);
        sts = LocalSts.start(iam);
        store.createBucket("acme-logs");
        store.createBucket("globex-logs");
        platformKey = iam.addUser(PLATFORM, PolicyDocument.allow(List.of("sts:AssumeRole"), List.of("*")));
        iam.putRole(writer(ACME_ROLE, ACME_ID, "acme-logs/client-logs/*"));
        iam.putRole(writer(GLOBEX_ROLE, GLOBEX_ID, "globex-logs/*"));
    }

    static Role writer(String arn, String externalId, String where) {
        return new Role(
                arn,
                PolicyDocument.parse("""
                        {"Version": "2012-10-17", "Statement": [{
                          "Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole",
                          "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}]}""".formatted(PLATFORM, externalId)),
                PolicyDocument.allow(List.of("s3:PutObject", "s3:PutObjectAcl"), List.of("arn:aws:s3:::" + where)));
    }

    StsClient stsClient(AccessKey key) {
        return stsClient(AwsBasicCredentials.create(key.id(), key.secret()));
    }

    StsClient stsClient(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(sts.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    Credentials assume(Consumer<AssumeRoleRequest.Builder> request) {
        try (StsClient client = stsClient(platformKey)) {
            return client.assumeRole(request).credentials();
        }
    }

    Credentials acmeSession() {
        return assume(request -> request.roleArn(ACME_ROLE).externalId(ACME_ID).roleSessionName("waybill"));
    }

    Credentials globexSession() {
        return assume(
                request -> request.roleArn(GLOBEX_ROLE).externalId(GLOBEX_ID).roleSessionName("waybill"));
    }

    S3Client s3(Credentials session) {
        return s3(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    S3Client s3(AccessKey key) {
        return s3(AwsBasicCredentials.create(key.id(), key.secret()));
    }

    S3Client s3(AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    URI endpoint() {
        return store.endpoint();
    }

    static void put(S3Client client, String bucket, String key, String text) {
        client.putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromString(text, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        store.close();
        sts.close();
    }
}
