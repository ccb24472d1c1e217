package dev.waybill.sink.s3;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells what a failure of STS or S3 means: by error code where there is one, else by HTTP status, since compatible
 * stores often send no code. Codes: S3's and STS's API references, "Error responses" and "Common errors".
 */
public final class AwsFailures {
    private static final Set<String> THROTTLING =
            Set.of("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequests");
    private static final Set<String> SKEW = Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");
    private static final Set<String> UNKNOWN_KEYS = Set.of(
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidToken",
            "TokenRefreshRequired");
    private static final Set<String> OTHER_REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");
    private static final Set<String> UNREADABLE_ACL =
            Set.of("AccessControlListNotSupported", "InvalidBucketAclWithObjectOwnership");

    /** What error codes and ids of requests are made of. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private AwsFailures() {}

    /** What a failure of a request to STS means. */
    public static DeliveryException fromSts(SdkException e) {
        return e instanceof AwsServiceException service
                ? new DeliveryException(stsKind(service), "STS answered " + answer(service), e)
                : fromClient(e, "STS");
    }

    /** What a failure of a request to S3 means. */
    public static DeliveryException fromS3(SdkException e) {
        return e instanceof AwsServiceException service
                ? new DeliveryException(s3Kind(service), "S3 answered " + answer(service), e)
                : fromClient(e, "S3");
    }

    private static DeliveryException fromClient(SdkException e, String service) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("unable to load credentials")) {
                return new DeliveryException(FailureKind.PLATFORM_CREDENTIALS, "no credentials found", e);
            }
        }
        return new DeliveryException(FailureKind.UNREACHABLE, "no answer from " + service + ": " + rootName(e), e);
    }

    private static FailureKind stsKind(AwsServiceException e) {
        String code = code(e);
        if (SKEW.contains(code)) {
            return FailureKind.CLOCK_SKEW;
        }
        if (UNKNOWN_KEYS.contains(code)) {
            return FailureKind.PLATFORM_CREDENTIALS;
        }
        if (THROTTLING.contains(code) || e.statusCode() == 429) {
            return FailureKind.THROTTLED;
        }
        if (e.statusCode() >= 500) {
            return FailureKind.STORE_ERROR;
        }
        return e.statusCode() == 401 || e.statusCode() == 403 ? FailureKind.ROLE_REFUSED : FailureKind.CONFIGURATION;
    }

    private static FailureKind s3Kind(AwsServiceException e) {
        String code = code(e);
        if (code.startsWith("KMS.") || message(e).contains("kms:")) {
            return FailureKind.KMS_DENIED;
        }
        if (SKEW.contains(code)) {
            return FailureKind.CLOCK_SKEW;
        }
        if (UNKNOWN_KEYS.contains(code)) {
            return FailureKind.CREDENTIALS_REJECTED;
        }
        if (THROTTLING.contains(code)) {
            return FailureKind.THROTTLED;
        }
        if (UNREADABLE_ACL.contains(code)) {
            return FailureKind.ACL_REFUSED;
        }
        if (OTHER_REGION.contains(code)) {
            return FailureKind.WRONG_REGION;
        }
        return switch (e.statusCode()) {
            case 301, 307 -> FailureKind.WRONG_REGION;
            case 401, 403 -> FailureKind.ACCESS_DENIED;
            case 404 -> FailureKind.BUCKET_GONE;
            case 409 -> FailureKind.STORE_ERROR;
            case 429, 503 -> FailureKind.THROTTLED;
            case 405, 411, 501 -> FailureKind.NOT_SUPPORTED;
            default -> e.statusCode() >= 500 ? FailureKind.STORE_ERROR : FailureKind.CONFIGURATION;
        };
    }

    private static String code(AwsServiceException e) {
        @Nullable AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String message(AwsServiceException e) {
        @Nullable AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }

    private static String answer(AwsServiceException e) {
        return e.statusCode()
                + name(code(e)).map(code -> " " + code).orElse("")
                + name(e.requestId()).map(id -> " (request " + id + ")").orElse("");
    }

    /** Anybody's store may answer, and what it says goes to logs, topics and pages: so a name is all that is taken. */
    private static Optional<String> name(@Nullable String text) {
        return Optional.ofNullable(text).filter(NAME.asMatchPredicate());
    }

    private static String rootName(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
