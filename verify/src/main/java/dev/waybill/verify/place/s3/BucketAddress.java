package dev.waybill.verify.place.s3;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which objects of which bucket, and how it is reached.
 *
 * @param bucket a bucket's name, an access point's alias or its ARN
 * @param prefix what names begin with, without a slash at the end; empty for all of the bucket
 * @param region of the bucket; empty for the one that the AWS settings of this machine or the access point's ARN name
 * @param endpoint of an S3-compatible store; empty for AWS
 * @param style whether the bucket stands in the host's name or in the path
 */
public record BucketAddress(
        String bucket, String prefix, Optional<String> region, Optional<URI> endpoint, AddressStyle style) {
    private static final Pattern ACCESS_POINT =
            Pattern.compile("(arn:[a-z-]+:s3:([a-z0-9-]+):[0-9]{12}:accesspoint/[a-z0-9-]+)(?:/(.*))?");
    private static final String SCHEME = "s3://";

    public BucketAddress {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("a bucket's name must not be empty; write s3://bucket/prefix");
        }
        prefix = prefix.replaceAll("/+$", "");
        if (prefix.startsWith("/")) {
            throw new IllegalArgumentException("a prefix must not begin with a slash");
        }
    }

    /** Whether the text names a bucket, not a folder. */
    public static boolean isBucket(String text) {
        return text.startsWith(SCHEME) || text.startsWith("arn:");
    }

    /**
     * Reads {@code s3://bucket/prefix}, {@code s3://arn:aws:s3:…:accesspoint/name/prefix} or an access point's ARN alone.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what to write
     */
    public static BucketAddress parse(String text) {
        String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        Matcher accessPoint = ACCESS_POINT.matcher(rest);
        if (accessPoint.matches()) {
            return new BucketAddress(
                    accessPoint.group(1),
                    accessPoint.group(3) == null ? "" : accessPoint.group(3),
                    Optional.of(accessPoint.group(2)),
                    Optional.empty(),
                    AddressStyle.HOST);
        }
        if (rest.startsWith("arn:")) {
            throw new IllegalArgumentException("is no access point's ARN; write"
                    + " arn:aws:s3:eu-west-1:111122223333:accesspoint/name, or s3://bucket/prefix for a bucket");
        }
        int slash = rest.indexOf('/');
        return new BucketAddress(
                slash < 0 ? rest : rest.substring(0, slash),
                slash < 0 ? "" : rest.substring(slash + 1),
                Optional.empty(),
                Optional.empty(),
                AddressStyle.HOST);
    }

    public BucketAddress withPrefix(String other) {
        return new BucketAddress(bucket, other, region, endpoint, style);
    }

    public BucketAddress inRegion(String other) {
        return new BucketAddress(bucket, prefix, Optional.of(other), endpoint, style);
    }

    public BucketAddress at(URI other) {
        return new BucketAddress(bucket, prefix, region, Optional.of(other), style);
    }

    public BucketAddress withStyle(AddressStyle other) {
        return new BucketAddress(bucket, prefix, region, endpoint, other);
    }

    /** {@code s3://bucket/prefix}. */
    @Override
    public String toString() {
        return SCHEME + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
