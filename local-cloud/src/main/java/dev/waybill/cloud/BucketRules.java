package dev.waybill.cloud;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What follows from a bucket's settings, by S3's API reference: S3Proxy knows none of them. */
final class BucketRules {
    private static final Pattern SIGNED_REGION = Pattern.compile("Credential=[^/, ]+/\\d{8}/([^/]+)/s3/");
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final String ENCRYPTION_HEADER = "x-amz-server-side-encryption";
    private static final String KEY_HEADER = "x-amz-server-side-encryption-aws-kms-key-id";
    private static final String KMS = "aws:kms";

    private final LocalBucket bucket;
    private final HttpServletRequest request;

    BucketRules(LocalBucket bucket, HttpServletRequest request) {
        this.bucket = bucket;
        this.request = request;
    }

    /** S3 tells a bucket's region to everybody, also with what it refuses. */
    void tellRegion(HttpServletResponse response) {
        bucket.region().ifPresent(region -> response.setHeader("x-amz-bucket-region", region));
    }

    /** @throws AwsError if the bucket is not what the request takes it for */
    void requireAsExpected() {
        Optional<String> signed = signedRegion();
        if (bucket.region().isPresent() && signed.isPresent() && !signed.equals(bucket.region())) {
            throw new AwsError(301, "PermanentRedirect", "The bucket is in another region.");
        }
        Optional<String> expected = Optional.ofNullable(request.getHeader("x-amz-expected-bucket-owner"));
        if (bucket.account().isPresent() && expected.isPresent() && !expected.equals(bucket.account())) {
            throw AwsError.accessDenied("The bucket belongs to another account.");
        }
        String acl = request.getHeader("x-amz-acl");
        if (bucket.isOwnerEnforced() && acl != null && !acl.equals("bucket-owner-full-control")) {
            throw new AwsError(400, "AccessControlListNotSupported", "The bucket does not allow ACLs.");
        }
    }

    /** The KMS key that what is put gets encrypted with. */
    Optional<String> keyOfPut() {
        if (!request.getMethod().equals("PUT")) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getHeader(ENCRYPTION_HEADER))
                .map(asked -> asked.equals(KMS)
                        ? Optional.ofNullable(request.getHeader(KEY_HEADER)).or(bucket::key)
                        : Optional.<String>empty())
                .orElseGet(bucket::key);
    }

    /** The service that uses the key for the caller, as the condition {@code kms:ViaService} names it. */
    Optional<String> keyService() {
        return signedRegion().map(region -> "s3." + region + ".amazonaws.com");
    }

    /** Says with a put how the object was encrypted. */
    void tellEncryption(HttpServletResponse response) {
        if (!request.getMethod().equals("PUT")) {
            return;
        }
        Optional<String> key = keyOfPut();
        Optional<String> how = key.isPresent()
                ? Optional.of(KMS)
                : Optional.ofNullable(request.getHeader(ENCRYPTION_HEADER)).or(bucket::encryption);
        how.ifPresent(algorithm -> response.setHeader(ENCRYPTION_HEADER, algorithm));
        key.ifPresent(arn -> response.setHeader(KEY_HEADER, arn));
    }

    /** The answer to a question about settings; empty if the request is none. */
    Optional<String> answer() {
        if (!request.getMethod().equals("GET")) {
            return Optional.empty();
        }
        if (request.getParameter("encryption") != null) {
            String how = bucket.encryption()
                    .orElseThrow(() -> new AwsError(
                            404,
                            "ServerSideEncryptionConfigurationNotFoundError",
                            "The bucket has no encryption set."));
            String algorithm = "<SSEAlgorithm>" + (bucket.key().isPresent() ? KMS : how) + "</SSEAlgorithm>";
            String key = bucket.key()
                    .map(arn -> "<KMSMasterKeyID>" + arn + "</KMSMasterKeyID>")
                    .orElse("");
            return Optional.of("<ServerSideEncryptionConfiguration xmlns=\"" + NAMESPACE
                    + "\"><Rule><ApplyServerSideEncryptionByDefault>" + algorithm + key
                    + "</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>");
        }
        if (request.getParameter("ownershipControls") != null) {
            String rule = bucket.ownership()
                    .orElseThrow(() -> new AwsError(
                            404, "OwnershipControlsNotFoundError", "The bucket ownership controls were not found."));
            return Optional.of("<OwnershipControls xmlns=\"" + NAMESPACE + "\"><Rule><ObjectOwnership>" + rule
                    + "</ObjectOwnership></Rule></OwnershipControls>");
        }
        return Optional.empty();
    }

    /** @throws AwsError if the question is not signed with this secret */
    void requireSignature(String secret) {
        Map<String, String> headers = new HashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        @Nullable String query = request.getQueryString();
        SignedRequest signed = new SignedRequest(
                request.getMethod(), request.getRequestURI(), query == null ? "" : query, headers, new byte[0]);
        if (!Signature.parse(signed.header("authorization")).isOf(signed, "s3", secret)) {
            throw new AwsError(403, "SignatureDoesNotMatch", "The request's signature is not the one of its key.");
        }
    }

    static void send(HttpServletResponse response, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/xml");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Optional<String> signedRegion() {
        Matcher scope = SIGNED_REGION.matcher(
                Optional.ofNullable(request.getHeader("Authorization")).orElse(""));
        return scope.find() ? Optional.of(scope.group(1)) : Optional.empty();
    }
}
