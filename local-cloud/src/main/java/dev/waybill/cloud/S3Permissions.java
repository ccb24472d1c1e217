package dev.waybill.cloud;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a request to S3 needs to be permitted, by AWS's table of actions per operation. What is not in the table needs a
 * permission that only {@code s3:*} gives.
 *
 * @param needs every one of which must be granted
 * @param context condition keys of the request
 */
record S3Permissions(List<Need> needs, Map<String, String> context) {
    private static final String ARN = "arn:aws:s3:::";

    record Need(String action, String resource) {}

    static S3Permissions of(HttpServletRequest request) {
        String[] path = request.getRequestURI().split("/", 3);
        String bucket = bucketOf(request);
        String key = path.length > 2 ? decode(path[2]) : "";
        requirePlain(key);
        List<Need> needs = new ArrayList<>();
        if (bucket.isEmpty()) {
            needs.add(new Need("s3:ListAllMyBuckets", ARN + "*"));
        } else if (key.isEmpty()) {
            needs.add(new Need(bucketAction(request), resourceOf(request, bucket)));
        } else {
            addObjectNeeds(request, ARN + bucket + "/" + key, needs);
        }
        return new S3Permissions(List.copyOf(needs), context(request));
    }

    /** The bucket that a request is about; empty if it is about none. */
    static String bucketOf(HttpServletRequest request) {
        String[] path = request.getRequestURI().split("/", 3);
        return path.length > 1 ? decode(path[1]) : "";
    }

    /** The same with the right to encrypt with this key through this service, where there is a key. */
    S3Permissions withKey(Optional<String> key, Optional<String> service) {
        if (key.isEmpty()) {
            return this;
        }
        List<Need> more = new ArrayList<>(needs);
        more.add(new Need("kms:GenerateDataKey", key.get()));
        Map<String, String> conditions = new TreeMap<>(context);
        service.ifPresent(name -> conditions.put("kms:ViaService", name));
        return new S3Permissions(List.copyOf(more), conditions);
    }

    private static Map<String, String> context(HttpServletRequest request) {
        Map<String, String> context = new TreeMap<>();
        context.put("aws:SecureTransport", "false");
        Optional.ofNullable(request.getParameter("prefix")).ifPresent(value -> context.put("s3:prefix", value));
        Optional.ofNullable(request.getParameter("delimiter")).ifPresent(value -> context.put("s3:delimiter", value));
        Optional.ofNullable(request.getHeader("x-amz-acl")).ifPresent(value -> context.put("s3:x-amz-acl", value));
        return context;
    }

    private static String bucketAction(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "HEAD" -> "s3:ListBucket";
            case "GET" -> {
                if (has(request, "location")) {
                    yield "s3:GetBucketLocation";
                }
                if (has(request, "uploads")) {
                    yield "s3:ListBucketMultipartUploads";
                }
                if (has(request, "encryption")) {
                    yield "s3:GetEncryptionConfiguration";
                }
                if (has(request, "ownershipControls")) {
                    yield "s3:GetBucketOwnershipControls";
                }
                yield isListing(request) ? "s3:ListBucket" : other(request);
            }
            case "PUT" -> request.getQueryString() == null ? "s3:CreateBucket" : other(request);
            case "DELETE" -> request.getQueryString() == null ? "s3:DeleteBucket" : other(request);
            case "POST" -> has(request, "delete") ? "s3:DeleteObject" : other(request);
            default -> other(request);
        };
    }

    /** Listings have only these parameters; any other names a sub-resource. */
    private static boolean isListing(HttpServletRequest request) {
        return request.getParameterMap().keySet().stream()
                .allMatch(name -> name.startsWith("X-Amz-")
                        || List.of(
                                        "list-type",
                                        "prefix",
                                        "delimiter",
                                        "marker",
                                        "max-keys",
                                        "encoding-type",
                                        "continuation-token",
                                        "start-after",
                                        "fetch-owner",
                                        "x-id")
                                .contains(name));
    }

    private static String resourceOf(HttpServletRequest request, String bucket) {
        // The keys to be deleted stand in the body, so the right to delete any is asked for.
        return request.getMethod().equals("POST") ? ARN + bucket + "/*" : ARN + bucket;
    }

    private static void addObjectNeeds(HttpServletRequest request, String resource, List<Need> needs) {
        String subresource = has(request, "acl") ? "Acl" : has(request, "tagging") ? "Tagging" : "";
        switch (request.getMethod()) {
            case "GET", "HEAD" ->
                needs.add(new Need(
                        has(request, "uploadId") ? "s3:ListMultipartUploadParts" : "s3:GetObject" + subresource,
                        resource));
            case "PUT", "POST" -> {
                needs.add(new Need("s3:PutObject" + subresource, resource));
                addHeaderNeeds(request, resource, needs);
            }
            case "DELETE" ->
                needs.add(new Need(
                        has(request, "uploadId") ? "s3:AbortMultipartUpload" : "s3:DeleteObject" + subresource,
                        resource));
            default -> needs.add(new Need(other(request), resource));
        }
    }

    private static void addHeaderNeeds(HttpServletRequest request, String resource, List<Need> needs) {
        if (request.getHeader("x-amz-acl") != null) {
            needs.add(new Need("s3:PutObjectAcl", resource));
        }
        if (request.getHeader("x-amz-tagging") != null) {
            needs.add(new Need("s3:PutObjectTagging", resource));
        }
        String source = request.getHeader("x-amz-copy-source");
        if (source != null) {
            String object = decode(source.startsWith("/") ? source.substring(1) : source);
            int versionId = object.indexOf('?');
            needs.add(new Need("s3:GetObject", ARN + (versionId < 0 ? object : object.substring(0, versionId))));
        }
    }

    private static String other(HttpServletRequest request) {
        return "s3:Other" + request.getMethod().toLowerCase(Locale.ROOT);
    }

    private static boolean has(HttpServletRequest request, String parameter) {
        return request.getParameter(parameter) != null;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A file system would read such names as another folder, a policy would not. */
    private static void requirePlain(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new AwsError(400, "InvalidArgument", "A key must not have the segments . or .. here.");
            }
        }
    }
}
