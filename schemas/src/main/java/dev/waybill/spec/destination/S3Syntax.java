package dev.waybill.spec.destination;

import dev.waybill.spec.yaml.DidYouMean;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How AWS writes the things an S3 destination names. Each method returns its argument parsed, or throws an
 * {@link IllegalArgumentException} whose message is what is wrong, a semicolon, and advice.
 */
public final class S3Syntax {
    private static final String PARTITION = "arn:(?:aws|aws-cn|aws-us-gov):";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern ACCESS_POINT =
            Pattern.compile(PARTITION + "s3:([a-z0-9-]+):[0-9]{12}:accesspoint/[a-z0-9][a-z0-9-]{1,48}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern ROLE = Pattern.compile(PARTITION + "iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
    private static final Pattern KMS_KEY =
            Pattern.compile(PARTITION + "kms:[a-z0-9-]+:[0-9]{12}:(?:key|alias)/[\\w/-]{1,250}");
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final List<String> ACLS = List.of(
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-full-control",
            "bucket-owner-read",
            "private",
            "public-read",
            "public-read-write");
    private static final List<String> STORAGE_CLASSES = List.of(
            "DEEP_ARCHIVE",
            "EXPRESS_ONEZONE",
            "GLACIER",
            "GLACIER_IR",
            "INTELLIGENT_TIERING",
            "ONEZONE_IA",
            "OUTPOSTS",
            "REDUCED_REDUNDANCY",
            "STANDARD",
            "STANDARD_IA");

    private S3Syntax() {}

    /** Bucket name, access point ARN or alias; stores other than AWS have freer names. */
    static String bucket(String text, boolean aws) {
        if (text.startsWith("s3://")) {
            throw new IllegalArgumentException("must be a bucket's name; leave out s3:// and use prefix for the rest");
        }
        if (text.startsWith("arn:") && !ACCESS_POINT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a bucket's name or an access point's ARN; for a bucket write "
                    + "its name only, for an access point arn:aws:s3:eu-west-1:111122223333:accesspoint/name");
        }
        if (!text.startsWith("arn:")
                && !(aws ? BUCKET : CONTAINER).matcher(text).matches()) {
            throw new IllegalArgumentException("must be a bucket's name; 3 to 63 of a-z, 0-9, dot and hyphen");
        }
        return text;
    }

    /** The region that an access point's ARN names; empty for names and aliases. */
    static Optional<String> regionOf(String bucket) {
        Matcher matcher = ACCESS_POINT.matcher(bucket);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static String region(String text) {
        return match(REGION, text, "must be a region; write eu-west-1");
    }

    /**
     * The ARN of a role as it is written.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String roleArn(String text) {
        return match(ROLE, text, "must be a role's ARN; write arn:aws:iam::111122223333:role/Name");
    }

    static String kmsKeyArn(String text) {
        return match(
                KMS_KEY, text, "must be a KMS key's ARN; write arn:aws:kms:eu-west-1:111122223333:key/<id of the key>");
    }

    static String credentials(String text) {
        return match(ALIAS, text, "must be an alias of a-z, 0-9 and hyphens; keys themselves never stand in a spec");
    }

    /** Whether it may be the alias of static keys. */
    public static boolean isAlias(String text) {
        return ALIAS.matcher(text).matches();
    }

    static String sse(String text) {
        return oneOf(List.of("s3"), text);
    }

    static String acl(String text) {
        return oneOf(ACLS, text);
    }

    static String storageClass(String text) {
        return oneOf(STORAGE_CLASSES, text);
    }

    public static URI endpoint(String text) {
        String advice = "must be the http or https address of an S3-compatible store; write https://s3.example.com, "
                + "without user, query and fragment";
        try {
            URI uri = new URI(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (!http || uri.getHost() == null || !bare) {
                throw new IllegalArgumentException(advice);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(advice, e);
        }
    }

    /** What the ARN of a role looks like, as a regular expression. */
    public static String rolePattern() {
        return "^" + ROLE + "$";
    }

    /** What the ARN of a KMS key looks like, as a regular expression. */
    public static String kmsKeyPattern() {
        return "^" + KMS_KEY + "$";
    }

    /** The canned ACLs that S3 knows. */
    public static List<String> acls() {
        return ACLS;
    }

    /** The storage classes that S3 knows. */
    public static List<String> storageClasses() {
        return STORAGE_CLASSES;
    }

    private static String match(Pattern pattern, String text, String advice) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(advice);
        }
        return text;
    }

    private static String oneOf(Collection<String> allowed, String text) {
        if (!allowed.contains(text)) {
            throw new IllegalArgumentException("unknown value; " + DidYouMean.hint(text, allowed));
        }
        return text;
    }
}
