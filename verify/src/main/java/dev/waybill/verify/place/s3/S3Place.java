package dev.waybill.verify.place.s3;

import dev.waybill.verify.place.Place;
import dev.waybill.verify.place.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket or an access point. Needs {@code s3:ListBucket} on it and {@code s3:GetObject} below the prefix, no more. */
public final class S3Place implements Place {
    private static final int PARALLELISM = 16;

    private final BucketAddress address;
    private final String before;
    private final S3Client client;

    /**
     * Connects to nothing yet.
     *
     * @throws IllegalArgumentException if no region is known; the message says how to name it
     */
    public S3Place(BucketAddress address, AwsCredentialsProvider credentials) {
        this.address = address;
        this.before = address.prefix().isEmpty() ? "" : address.prefix() + "/";
        this.client = client(address, credentials);
    }

    private static S3Client client(BucketAddress address, AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials)
                .forcePathStyle(address.style() == AddressStyle.PATH)
                .useArnRegion(true)
                // The hash of a receipt says more, and compatible stores send other checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        address.region().ifPresent(region -> builder.region(Region.of(region)));
        address.endpoint().ifPresent(builder::endpointOverride);
        if (address.region().isEmpty() && address.endpoint().isPresent()) {
            // Compatible stores want some region in the signature, and most take any.
            builder.region(Region.US_EAST_1);
        }
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException("no region is known; name the bucket's with --region", e);
        }
    }

    @Override
    public String description() {
        return address.toString();
    }

    @Override
    public int parallelism() {
        return PARALLELISM;
    }

    @Override
    public void list(String beginning, Visitor visitor) throws IOException {
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(address.bucket()).prefix(before + beginning))
                    .contents()) {
                // Consoles make an empty object for a folder.
                if (!(object.key().endsWith("/") && object.size() == 0)) {
                    visitor.visit(new StoredObject(
                            object.key().substring(before.length()),
                            object.size(),
                            String.valueOf(object.eTag()),
                            object.lastModified()));
                }
            }
        } catch (SdkException e) {
            throw failure("list " + address, e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        try {
            return client.getObject(request -> request.bucket(address.bucket()).key(before + name));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(name);
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == 403) {
                throw (AccessDeniedException) new AccessDeniedException(name, null, answer.getMessage()).initCause(e);
            }
            throw failure("read " + name, e);
        }
    }

    /** The SDK's messages hold ids of requests and names, never keys. */
    private static IOException failure(String what, SdkException e) {
        String advice = e instanceof S3Exception answer && answer.statusCode() == 403
                ? "; the key needs s3:ListBucket on the bucket and s3:GetObject below the prefix"
                : "";
        return new IOException("cannot " + what + ": " + e.getMessage() + advice, e);
    }

    @Override
    public void close() {
        client.close();
    }
}
