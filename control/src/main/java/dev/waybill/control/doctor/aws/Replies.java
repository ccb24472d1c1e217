package dev.waybill.control.doctor.aws;

import dev.waybill.control.doctor.account.Failure;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.s3.AwsFailures;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Makes replies of what the SDK returns and throws. */
final class Replies {
    private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]{1,256}");

    private Replies() {}

    /** Of a request to S3. */
    static <T> Reply<T> ofS3(Supplier<Reply<T>> request) {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            return Reply.failed(failure(AwsFailures.fromS3(e)), headers(e));
        } catch (SdkException e) {
            return failed(AwsFailures.fromS3(e));
        } catch (IllegalArgumentException e) {
            return failed(new DeliveryException(FailureKind.CONFIGURATION, "the SDK rejects the destination", e));
        }
    }

    static <T> Reply<T> failed(DeliveryException e) {
        return Reply.failed(failure(e));
    }

    static Map<String, String> headers(SdkHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, values) -> first(values, name, headers));
        return headers;
    }

    private static Map<String, String> headers(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                ? Map.of()
                : headers(e.awsErrorDetails().sdkHttpResponse());
    }

    private static void first(List<String> values, String name, Map<String, String> headers) {
        values.stream()
                .findFirst()
                .flatMap(Replies::shown)
                .ifPresent(value -> headers.put(name.toLowerCase(Locale.ROOT), value));
    }

    /** What anybody's store says goes to terminals, logs and pages: so only what is short and of visible characters is taken. */
    static Optional<String> shown(@Nullable String said) {
        return Optional.ofNullable(said).filter(VISIBLE.asMatchPredicate());
    }

    private static Failure failure(DeliveryException e) {
        boolean certificate = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            certificate |= cause instanceof SSLException || cause instanceof CertificateException;
        }
        return new Failure(e.kind(), e.detail(), certificate);
    }
}
