package dev.waybill.iam;

import dev.waybill.spec.destination.S3Destination;
import java.util.Optional;

/**
 * A place in S3 that policies speak about: a bucket or an access point, and a prefix in it.
 *
 * @param container ARN of the bucket or the access point
 * @param prefix without slashes at the ends; empty for everything
 * @param region where it is
 * @param key of its encryption
 */
public record Location(Arn container, String prefix, String region, Optional<Arn> key) {
    /**
     * The location an export writes to.
     *
     * @throws IllegalArgumentException if no policy can name it, with advice behind a semicolon
     */
    public static Location of(S3Destination destination) {
        return new Location(
                container(destination),
                destination.prefix(),
                destination.region(),
                destination.kmsKeyArn().map(Location::key));
    }

    private static Arn key(String text) {
        Arn key = Arn.parse(text);
        if (key.resource().startsWith("alias/")) {
            throw new IllegalArgumentException(
                    "a key's alias cannot stand in a policy; write the key's ARN, which ends with key/ and its id");
        }
        return key;
    }

    private static Arn container(S3Destination destination) {
        String bucket = destination.bucket();
        if (bucket.startsWith("arn:")) {
            return Arn.parse(bucket);
        }
        if (bucket.endsWith("-s3alias")) {
            throw new IllegalArgumentException(
                    "an access point alias cannot stand in a policy; write the access point's ARN");
        }
        Partition partition = destination
                .roleArn()
                .map(role -> Arn.parse(role).partition())
                .orElseGet(() -> Partition.ofRegion(destination.region()));
        return Arn.bucket(partition, bucket);
    }

    /** What {@code s3:ListBucket} is granted on. */
    String list() {
        return container.toString();
    }

    /** What actions on objects are granted on. */
    String objects() {
        Arn base = container.isAccessPoint() ? container.slash("object") : container;
        return (prefix.isEmpty() ? base : base.slash(escaped())).slash("*").toString();
    }

    /** The pattern that {@code s3:prefix} of a listing must match; empty when everything may be listed. */
    Optional<String> listedPrefix() {
        return prefix.isEmpty() ? Optional.empty() : Optional.of(escaped() + "/*");
    }

    /** Policies read {@code *}, {@code ?} and {@code $} as patterns unless they are written as variables. */
    private String escaped() {
        return prefix.replaceAll("[*?$]", "\\${$0}");
    }
}
