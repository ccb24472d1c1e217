package dev.waybill.sink.destination;

/** Why a destination does not take an object, and what to do about it. */
public enum FailureKind {
    ROLE_REFUSED(
            "the role cannot be assumed: check that it exists, that its trust policy names the platform's principal,"
                    + " and that its sts:ExternalId is the one handed to the tenant"),
    PLATFORM_CREDENTIALS(
            "STS does not accept the platform's own credentials: check aws.access.key.id and aws.secret.access.key, or"
                    + " the default provider chain of the worker"),
    ACCESS_DENIED(
            "the store denies the write: check that the role's policy (and the bucket policy) allows s3:PutObject on"
                    + " the prefix, and s3:PutObjectAcl when an ACL is set"),
    CREDENTIALS_REJECTED(
            "the store does not know these keys: check the static keys, or the endpoint of the destination"),
    KMS_DENIED("the KMS key cannot be used: check that the destination names the key, that the key is enabled, and that"
            + " the role and the key policy allow kms:GenerateDataKey"),
    ACL_REFUSED("the bucket takes no ACLs: remove the ACL from the destination, ownership is enforced by the bucket"),
    BUCKET_GONE("the bucket does not exist: check its name, or ask the tenant whether it was deleted"),
    WRONG_REGION("the bucket is in another region: correct the region of the destination"),
    THROTTLED("the store or STS asks to slow down: nothing to do unless it lasts"),
    CLOCK_SKEW("the clock of this machine is wrong: synchronise it"),
    UNREACHABLE("no connection: check the endpoint, DNS, TLS certificates, firewalls and proxies"),
    STORE_ERROR("the store has a problem of its own: nothing to do unless it lasts"),
    NOT_SUPPORTED("the store does not support the request: check path style, checksum trailers, ACL and"
            + " encryption of the destination"),
    DISK("the file cannot be written: check that the directory exists, is writable and has space"),
    CONFIGURATION("the destination cannot be used as it is configured: correct it"),
    NO_DESTINATION("the catalog does not know the version that made this part: apply the export's spec, or check that"
            + " catalog.client.* names the cluster where it was applied"),
    PAUSED("the export is paused: it goes on when it is resumed"),
    PARKING("the record cannot be copied to the export's parking topic: check parking.client.*"),
    RECORD_REFUSED(
            "a record was refused and its export waits: find out who wrote it; it can only be passed by a dead letter"
                    + " queue (errors.tolerance=all) or by an operator moving the offset"),
    DEAD_LETTERS("a refused record cannot be written to the dead letter queue: check errors.deadletterqueue.*"),
    INTERNAL("an unexpected error: please report it with the stack trace");

    private final String advice;

    FailureKind(String advice) {
        this.advice = advice;
    }

    /** One sentence for the operator: what it means and what to do. */
    public String advice() {
        return advice;
    }
}
