package dev.waybill.spec.destination;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A bucket, or an S3 access point, reached with the credentials of a role the tenant granted or with static keys.
 * Exactly one of {@code roleArn} and {@code credentials} is present.
 *
 * @param bucket bucket name, access point ARN or access point alias
 * @param prefix see {@link Destination#prefix()}
 * @param region the bucket's region, {@code eu-west-1}
 * @param roleArn the role to assume
 * @param credentials alias of static keys; the keys themselves come from Kafka config providers in the connector's
 *     configuration
 * @param kmsKeyArn key for SSE-KMS; excludes {@code sseS3}
 * @param sseS3 whether to ask for SSE-S3 (AES256)
 * @param acl canned ACL, {@code bucket-owner-full-control}
 * @param storageClass {@code STANDARD_IA}; empty for the bucket's default
 * @param tags object tags; the role then also needs {@code s3:PutObjectTagging}
 * @param endpoint S3-compatible endpoint; empty for AWS
 * @param pathStyle whether the bucket stands in the path instead of the host name
 * @param chunkedEncoding whether a sink may send aws-chunked bodies, which OpenStack Swift does not take. Waybill's own sends
 *     none; Confluent's always does
 * @param checksumTrailers whether a sink may send other checksums than {@code Content-MD5}, in headers or trailers; Ceph RGW
 *     16 takes none
 */
public record S3Destination(
        String bucket,
        String prefix,
        String region,
        Optional<String> roleArn,
        Optional<String> credentials,
        Optional<String> kmsKeyArn,
        boolean sseS3,
        Optional<String> acl,
        Optional<String> storageClass,
        Map<String, String> tags,
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
        if (roleArn.isPresent() == credentials.isPresent()) {
            throw new IllegalArgumentException("exactly one of role-arn and credentials must be present");
        }
        if (kmsKeyArn.isPresent() && sseS3) {
            throw new IllegalArgumentException("only one of kms-key-arn and sse may be present");
        }
        ObjectPrefix.require(prefix);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** A bucket on AWS written with this role, with the bucket's own defaults for everything else. */
    public static S3Destination ofRole(String bucket, String prefix, String region, String roleArn) {
        return new S3Destination(
                bucket,
                prefix,
                region,
                Optional.of(roleArn),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                false,
                true,
                true);
    }

    /** The same at another endpoint; empty for AWS. */
    public S3Destination at(Optional<URI> other) {
        return new S3Destination(
                bucket,
                prefix,
                region,
                roleArn,
                credentials,
                kmsKeyArn,
                sseS3,
                acl,
                storageClass,
                tags,
                other,
                pathStyle,
                chunkedEncoding,
                checksumTrailers);
    }

    /** The same with the bucket in the path, where it stands in the host's name here, or the other way round. */
    public S3Destination inOtherStyle() {
        return new S3Destination(
                bucket,
                prefix,
                region,
                roleArn,
                credentials,
                kmsKeyArn,
                sseS3,
                acl,
                storageClass,
                tags,
                endpoint,
                !pathStyle,
                chunkedEncoding,
                checksumTrailers);
    }

    @Override
    public <R> R choose(Function<S3Destination, R> ofBucket, Function<FileDestination, R> ofDirectory) {
        return ofBucket.apply(this);
    }

    @Override
    public Map<String, Object> tree() {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("kind", "s3");
        tree.put("bucket", bucket);
        tree.put("prefix", prefix);
        tree.put("region", region);
        roleArn.ifPresent(arn -> tree.put("role-arn", arn));
        credentials.ifPresent(alias -> tree.put("credentials", alias));
        kmsKeyArn.ifPresent(arn -> tree.put("kms-key-arn", arn));
        if (sseS3) {
            tree.put("sse", "s3");
        }
        acl.ifPresent(name -> tree.put("acl", name));
        storageClass.ifPresent(name -> tree.put("storage-class", name));
        tree.put("tags", tags);
        endpoint.ifPresent(uri -> tree.put("endpoint", uri.toString()));
        tree.put("path-style", pathStyle);
        tree.put("chunked-encoding", chunkedEncoding);
        tree.put("checksum-trailers", checksumTrailers);
        return tree;
    }
}
