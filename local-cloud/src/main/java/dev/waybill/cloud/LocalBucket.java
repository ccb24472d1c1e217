package dev.waybill.cloud;

import java.util.Optional;

/**
 * What a bucket's owner has set. What is not set is as in a store that has no such thing: nothing is asked, and nothing is
 * said.
 *
 * @param account whose bucket it is, twelve digits
 * @param region where it is: requests that are signed for another one are refused
 * @param encryption what objects are encrypted with unless a request says otherwise: {@code AES256}, or a KMS key's ARN
 * @param ownership who owns objects: {@code BucketOwnerEnforced}, {@code BucketOwnerPreferred}, {@code ObjectWriter}
 */
public record LocalBucket(
        Optional<String> account, Optional<String> region, Optional<String> encryption, Optional<String> ownership) {
    /** Without any of it. */
    public static final LocalBucket PLAIN =
            new LocalBucket(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static final String ENFORCED = "BucketOwnerEnforced";
    static final String AES256 = "AES256";

    /** The same, of this account. */
    public LocalBucket of(String owner) {
        return new LocalBucket(Optional.of(owner), region, encryption, ownership);
    }

    /** The same, in this region. */
    public LocalBucket in(String place) {
        return new LocalBucket(account, Optional.of(place), encryption, ownership);
    }

    /** The same, encrypting with {@code AES256} or a KMS key by default. */
    public LocalBucket encrypting(String how) {
        return new LocalBucket(account, region, Optional.of(how), ownership);
    }

    /** The same, with this rule of who owns objects. */
    public LocalBucket owning(String rule) {
        return new LocalBucket(account, region, encryption, Optional.of(rule));
    }

    /** The KMS key that it encrypts with. */
    Optional<String> key() {
        return encryption.filter(how -> !how.equals(AES256));
    }

    /** Whether no ACL but the one that gives everything to the bucket's owner is taken. */
    boolean isOwnerEnforced() {
        return ownership.filter(ENFORCED::equals).isPresent();
    }
}
