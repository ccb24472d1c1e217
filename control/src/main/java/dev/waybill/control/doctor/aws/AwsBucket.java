package dev.waybill.control.doctor.aws;

import dev.waybill.contract.Sha256;
import dev.waybill.contract.TestObject;
import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Encryption;
import dev.waybill.control.doctor.account.Extras;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.s3.PutRequests;
import dev.waybill.spec.destination.S3Destination;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** A bucket asked with one session or pair of keys. */
final class AwsBucket implements Bucket {
    private static final String TYPE = "application/json";
    private static final byte[] CONTENT = ("{\"what\":\"Waybill has put this object to find out whether logs can be"
                    + " delivered here. It holds no log, and may be deleted.\",\"by\":\"waybill doctor\"}\n")
            .getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = new Digest(Sha256.of(CONTENT));

    private final S3Destination destination;
    private final S3Client client;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> credentials;

    AwsBucket(S3Destination destination, S3Client client, AwsCredentials credentials) {
        this.destination = destination;
        this.client = client;
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
        this.credentials = override -> override.credentialsProvider(provider);
    }

    @Override
    public Reply<Encryption> putTestObject(Extras extras) {
        PutObjectRequest.Builder request = testObject();
        if (extras == Extras.NO_TAGS) {
            request.tagging((String) null);
        }
        return put(request).then(stored -> Reply.of(stored));
    }

    @Override
    public Reply<Done> putTestObjectFor(String account) {
        return put(testObject().expectedBucketOwner(account)).then(stored -> Reply.of(Done.DONE));
    }

    @Override
    public Reply<Done> put(String key) {
        Reply<Encryption> bare = put(withoutExtras(testObject().key(key)));
        Reply<Encryption> put = bare.isRefused() ? put(testObject().key(key)) : bare;
        return put.then(stored -> Reply.of(Done.DONE));
    }

    private static PutObjectRequest.Builder withoutExtras(PutObjectRequest.Builder request) {
        return request.acl((String) null)
                .tagging((String) null)
                .serverSideEncryption((String) null)
                .ssekmsKeyId(null);
    }

    private PutObjectRequest.Builder testObject() {
        return PutRequests.of(destination, TestObject.NAME, TYPE, CONTENT, DIGEST);
    }

    private Reply<Encryption> put(PutObjectRequest.Builder request) {
        return Replies.ofS3(() -> {
            PutObjectResponse stored = client.putObject(
                    request.overrideConfiguration(credentials).build(), RequestBody.fromBytes(CONTENT));
            return Reply.of(new Encryption(
                    Replies.shown(stored.serverSideEncryptionAsString()), Replies.shown(stored.ssekmsKeyId())));
        });
    }

    @Override
    public Reply<Done> get(String key) {
        return Replies.ofS3(() -> {
            client.getObjectAsBytes(request -> request.bucket(destination.bucket())
                    .key(key)
                    .range("bytes=0-0")
                    .overrideConfiguration(credentials));
            return Reply.of(Done.DONE);
        });
    }

    @Override
    public Reply<Done> delete(String key) {
        return Replies.ofS3(() -> {
            client.deleteObject(
                    request -> request.bucket(destination.bucket()).key(key).overrideConfiguration(credentials));
            return Reply.of(Done.DONE);
        });
    }

    @Override
    public Reply<Done> list() {
        String prefix = destination.prefix().isEmpty() ? "" : destination.prefix() + "/";
        return Replies.ofS3(() -> {
            client.listObjectsV2(request -> request.bucket(destination.bucket())
                    .prefix(prefix)
                    .maxKeys(1)
                    .overrideConfiguration(credentials));
            return Reply.of(Done.DONE);
        });
    }

    @Override
    public Reply<Encryption> encryption() {
        return Replies.ofS3(() -> {
            try {
                return Reply.of(client
                        .getBucketEncryption(
                                request -> request.bucket(destination.bucket()).overrideConfiguration(credentials))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .stream()
                        .map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                        .findFirst()
                        .map(AwsBucket::encryption)
                        .orElse(new Encryption(Optional.empty(), Optional.empty())));
            } catch (AwsServiceException e) {
                if (isNothingSet(e, "ServerSideEncryptionConfigurationNotFoundError")) {
                    return Reply.of(new Encryption(Optional.empty(), Optional.empty()));
                }
                throw e;
            }
        });
    }

    private static Encryption encryption(ServerSideEncryptionByDefault set) {
        return new Encryption(Replies.shown(set.sseAlgorithmAsString()), Replies.shown(set.kmsMasterKeyID()));
    }

    @Override
    public Reply<Optional<String>> ownership() {
        return Replies.ofS3(() -> {
            try {
                return Reply.of(client
                        .getBucketOwnershipControls(
                                request -> request.bucket(destination.bucket()).overrideConfiguration(credentials))
                        .ownershipControls()
                        .rules()
                        .stream()
                        .map(OwnershipControlsRule::objectOwnershipAsString)
                        .findFirst());
            } catch (AwsServiceException e) {
                if (isNothingSet(e, "OwnershipControlsNotFoundError")) {
                    return Reply.of(Optional.empty());
                }
                throw e;
            }
        });
    }

    private static boolean isNothingSet(AwsServiceException e, String code) {
        return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
    }
}
