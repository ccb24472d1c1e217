package dev.waybill.cloud;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Lets a request through to S3Proxy, which checks its signature, when its key, session token and permissions are right.
 * S3Proxy alone knows neither tokens nor actions.
 */
final class StoreServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StoreServlet.class);
    private static final String TOKEN = "X-Amz-Security-Token";

    private final transient LocalIam iam;
    private final transient Handler handler;

    private final transient Function<String, LocalBucket> buckets;

    StoreServlet(Path folder, LocalIam iam, Function<String, LocalBucket> buckets) {
        this.iam = iam;
        this.buckets = buckets;
        this.handler = new Handler(new FilesystemNio2BlobStore(folder.toString()));
        handler.setBlobStoreLocator((accessKeyId, bucket, key) -> accessKeyId == null
                ? null
                : iam.identity(accessKeyId)
                        .map(identity -> new AccessGrant(identity.key().secret(), handler.store))
                        .orElse(null));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream body = request.getInputStream()) {
            BucketRules rules = new BucketRules(buckets.apply(S3Permissions.bucketOf(request)), request);
            rules.tellRegion(response);
            Identity identity = authorize(request, rules);
            Optional<String> answer = rules.answer();
            if (answer.isPresent()) {
                rules.requireSignature(identity.key().secret());
                BucketRules.send(response, answer.get());
                return;
            }
            rules.tellEncryption(response);
            // The signature covers the request as it came.
            handler.doHandle(request, new PlainRequest(request), response, body, null);
        } catch (AwsError e) {
            handler.refuse(request, response, e);
        } catch (RuntimeException | IOException e) {
            handler.refuse(request, response, asError(request, e));
        }
    }

    private Identity authorize(HttpServletRequest request, BucketRules rules) {
        String header = request.getHeader("Authorization");
        boolean inHeader = header != null && S3AuthorizationHeader.hasAwsScheme(header);
        Optional<String> token = Optional.ofNullable(inHeader ? request.getHeader(TOKEN) : request.getParameter(TOKEN));
        Identity identity = iam.authenticate(inHeader ? headerKey(header) : queryKey(request), token);
        rules.requireAsExpected();
        S3Permissions permissions = S3Permissions.of(request).withKey(rules.keyOfPut(), rules.keyService());
        for (S3Permissions.Need need : permissions.needs()) {
            if (!iam.allows(identity, need.action(), need.resource(), permissions.context())) {
                throw AwsError.accessDenied("User: " + identity.arn() + " is not authorized to perform: "
                        + need.action() + " on resource: " + need.resource());
            }
        }
        return identity;
    }

    private static String headerKey(String header) {
        try {
            return new S3AuthorizationHeader(header).getIdentity();
        } catch (IllegalArgumentException e) {
            throw new AwsError(400, "InvalidArgument", "The Authorization header cannot be read.");
        }
    }

    private static String queryKey(HttpServletRequest request) {
        String credential = request.getParameter("X-Amz-Credential");
        if (credential == null || request.getParameter("X-Amz-Algorithm") == null) {
            throw AwsError.accessDenied("Requests must be signed with an access key.");
        }
        int end = credential.indexOf('/');
        return end < 0 ? credential : credential.substring(0, end);
    }

    private static AwsError asError(HttpServletRequest request, Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException refusal) {
                return asError(request, refusal);
            }
        }
        if (error instanceof IllegalArgumentException) {
            return new AwsError(400, "InvalidArgument", String.valueOf(error.getMessage()));
        }
        if (error instanceof UnsupportedOperationException) {
            return new AwsError(501, "NotImplemented", String.valueOf(error.getMessage()));
        }
        LOG.warn("the local store failed at {} {}", request.getMethod(), request.getRequestURI(), error);
        return new AwsError(500, "InternalError", "The local store failed; its log says why.");
    }

    private static AwsError asError(HttpServletRequest request, AwsServiceException refusal) {
        int status = refusal.statusCode();
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (status == 412 && read && request.getHeader("If-Match") == null) {
            return new AwsError(304, "NotModified", "The object has not changed.");
        }
        if (refusal.awsErrorDetails() != null && refusal.awsErrorDetails().errorCode() != null) {
            String message = refusal.awsErrorDetails().errorMessage();
            return new AwsError(status, refusal.awsErrorDetails().errorCode(), message == null ? "" : message);
        }
        String code = switch (status) {
            case 403 -> "AccessDenied";
            case 412 -> "PreconditionFailed";
            case 416 -> "InvalidRange";
            case 400, 422 -> "BadDigest";
            default -> "InternalError";
        };
        return new AwsError(status, code, code);
    }

    /** S3Proxy's request handler, with its way to write an error opened to the servlet. */
    private static final class Handler extends S3ProxyHandler {
        private static final long MAX_OBJECT_BYTES = 5L << 30;
        private static final long MAX_BUFFERED_BYTES = 128L << 20;
        private static final int MAX_CHUNK_BYTES = 16 << 20;
        private static final int MAX_SKEW_SECONDS = 15 * 60;

        private final BlobStore store;

        Handler(BlobStore store) {
            super(
                    store,
                    AuthenticationType.AWS_V4,
                    "nobody",
                    AccessKey.randomText(30),
                    null,
                    MAX_OBJECT_BYTES,
                    MAX_BUFFERED_BYTES,
                    MAX_CHUNK_BYTES,
                    true,
                    null,
                    null,
                    MAX_SKEW_SECONDS);
            this.store = store;
        }

        void refuse(HttpServletRequest request, HttpServletResponse response, AwsError error) throws IOException {
            sendSimpleErrorResponse(request, response, error.code(), error.status(), error.text(), Map.of());
        }
    }
}
