package dev.waybill.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Finds out who sent a request, and that it was not changed on the way and is not an old one. */
final class StsCaller {
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private final LocalIam iam;

    StsCaller(LocalIam iam) {
        this.iam = iam;
    }

    Identity of(SignedRequest request) {
        Signature signature = Signature.parse(request.optionalHeader("authorization")
                .orElseThrow(() -> new AwsError(
                        403, "MissingAuthenticationToken", "The request is missing an Authorization header.")));
        Identity identity;
        try {
            identity = iam.authenticate(signature.accessKeyId(), request.optionalHeader("x-amz-security-token"));
        } catch (AwsError e) {
            throw e.code().equals("ExpiredToken")
                    ? e
                    : new AwsError(403, "InvalidClientTokenId", "The access key or its session token is invalid.");
        }
        if (!signature.isOf(request, "sts", identity.key().secret())) {
            throw new AwsError(403, "SignatureDoesNotMatch", "The request's signature is not the one of its key.");
        }
        requireRecent(request.header("x-amz-date"));
        return identity;
    }

    /** By the machine's clock, as the signer's is: the clock that lets sessions expire may be another one. */
    private static void requireRecent(String date) {
        try {
            Instant signed = AMZ_DATE.parse(date, Instant::from);
            if (Duration.between(signed, Instant.now()).abs().compareTo(MAX_SKEW) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw new AwsError(400, "IncompleteSignature", "The X-Amz-Date header is not a date.");
        }
        throw new AwsError(403, "SignatureDoesNotMatch", "Signature expired: " + date + " is too far from now.");
    }
}
