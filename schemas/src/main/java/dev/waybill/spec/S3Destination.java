package dev.waybill.spec;

import java.net.URI;
import java.util.Optional;

/**
 * A bucket, or an S3 access point, reached with the credentials of a role the tenant granted.
 *
 * @param bucket bucket name, access point ARN or access point alias
 * @param prefix see {@link Destination#prefix()}
 * @param region the bucket's region, {@code eu-west-1}
 * @param roleArn the role to assume; empty only with static keys, which the connector takes from Kafka config providers
 * @param kmsKeyArn key for SSE-KMS
 * @param sseS3 whether to ask for SSE-S3 (AES256)
 * @param acl canned ACL, {@code bucket-owner-full-control}
 * @param endpoint S3-compatible endpoint; empty for AWS
 * @param pathStyle whether the bucket stands in the path instead of the host name
 * @param chunkedEncoding whether the client may send aws-chunked bodies; off for OpenStack Swift
 * @param checksumTrailers whether the client may send checksum trailers; off for Ceph RGW 16
 */
public record S3Destination(
        String bucket,
        String prefix,
        String region,
        Optional<String> roleArn,
        Optional<String> kmsKeyArn,
        boolean sseS3,
        Optional<String> acl,
        Optional<URI> endpoint,
        boolean pathStyle,
        boolean chunkedEncoding,
        boolean checksumTrailers)
        implements Destination {
    public S3Destination {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("bucket must not be blank");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be blank");
        }
        requirePrefix(prefix);
    }

    static void requirePrefix(String prefix) {
        if (prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException("prefix must not start or end with a slash");
        }
    }
}
