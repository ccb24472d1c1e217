package dev.waybill.cloud;

import dev.waybill.contract.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request's AWS Signature Version 4 in its {@code Authorization} header.
 *
 * @param accessKeyId who claims to have signed
 * @param scope {@code 20260304/eu-west-1/sts/aws4_request}
 * @param signedHeaders lower-case names in order
 * @param value lower-case hex
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS IAM
 *     User Guide</a>
 */
record Signature(String accessKeyId, String scope, List<String> signedHeaders, String value) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern HEADER = Pattern.compile(
            ALGORITHM + " +Credential=([^/, ]+)/([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})");
    private static final Pattern SCOPE = Pattern.compile("(\\d{8})/([^/]+)/([^/]+)/aws4_request");

    /**
     * Reads the header.
     *
     * @throws AwsError if it is not of this form
     */
    static Signature parse(String authorization) {
        Matcher matcher = HEADER.matcher(authorization);
        if (!matcher.matches()
                || !SCOPE.matcher(matcher.group(2)).matches()
                || !List.of(matcher.group(3).split(";")).contains("host")) {
            throw new AwsError(400, "IncompleteSignature", "The Authorization header is not a version 4 signature.");
        }
        return new Signature(
                matcher.group(1), matcher.group(2), List.of(matcher.group(3).split(";")), matcher.group(4));
    }

    /** Whether this is the signature of the request under this secret; the scope's service must be {@code service}. */
    boolean isOf(SignedRequest request, String service, String secret) {
        Matcher parts = SCOPE.matcher(scope);
        if (!parts.matches()
                || !parts.group(3).equals(service)
                || !request.header("x-amz-date").startsWith(parts.group(1))) {
            return false;
        }
        byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), parts.group(1));
        key = hmac(hmac(hmac(key, parts.group(2)), parts.group(3)), "aws4_request");
        String toSign = String.join(
                "\n", ALGORITHM, request.header("x-amz-date"), scope, Sha256.hex(utf8(canonical(request, service))));
        byte[] expected = hmac(key, toSign);
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(value));
    }

    private String canonical(SignedRequest request, String service) {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append('\n');
        text.append(request.path().isEmpty() ? "/" : request.path()).append('\n');
        text.append(canonicalQuery(request.query())).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            text.append(request.header(name).strip().replaceAll(" +", " ")).append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n');
        return text.append(payload(request, service)).toString();
    }

    /** S3 signs what the request says of its body, which may be that nobody signs it; others sign the body. */
    private static String payload(SignedRequest request, String service) {
        return service.equals("s3") ? request.header("x-amz-content-sha256") : Sha256.hex(request.body());
    }

    private static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        for (String pair : query.split("&")) {
            String[] sides = Arrays.copyOf(pair.split("=", 2), 2);
            pairs.add(reencode(sides[0]) + "=" + (sides[1] == null ? "" : reencode(sides[1])));
        }
        pairs.sort(null);
        return String.join("&", pairs);
    }

    private static String reencode(String text) {
        String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
        return URLEncoder.encode(plain, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
