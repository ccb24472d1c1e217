package dev.waybill.sink.s3;

import dev.waybill.spec.destination.S3Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The policy of a session, in IAM's policy language: what of the role's rights the session keeps. With it a bug or a
 * wrong record cannot write outside the destination's prefix, even where the tenant's role would allow that.
 */
final class SessionPolicy {
    private static final String ALIAS_SUFFIX = "-s3alias";

    private SessionPolicy() {}

    /** The policy as compact JSON. {@code roleArn} names the partition ({@code aws}, {@code aws-cn}, …). */
    static String narrowedTo(S3Destination destination, String roleArn) {
        List<String> statements = new ArrayList<>();
        List<String> actions = new ArrayList<>(List.of("s3:PutObject"));
        destination.acl().ifPresent(acl -> actions.add("s3:PutObjectAcl"));
        if (!destination.tags().isEmpty()) {
            actions.add("s3:PutObjectTagging");
        }
        statements.add(statement(actions, objects(destination, partition(roleArn))));
        destination
                .kmsKeyArn()
                .ifPresent(key -> statements.add(statement(List.of("kms:GenerateDataKey"), List.of(literal(key)))));
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static List<String> objects(S3Destination destination, String partition) {
        String bucket = destination.bucket();
        String below = (destination.prefix().isEmpty() ? "" : literal(destination.prefix()) + "/") + "*";
        if (bucket.startsWith("arn:")) {
            return List.of(literal(bucket) + "/object/" + below);
        }
        String plain = "arn:" + partition + ":s3:::" + literal(bucket) + "/" + below;
        if (bucket.endsWith(ALIAS_SUFFIX)) {
            // S3 matches the access point's ARN, which an alias does not tell; the role itself is the limit then.
            return List.of(plain, "arn:" + partition + ":s3:*:*:accesspoint/*/object/" + below);
        }
        return List.of(plain);
    }

    private static String statement(List<String> actions, List<String> resources) {
        return "{\"Effect\":\"Allow\",\"Action\":" + list(actions) + ",\"Resource\":" + list(resources) + "}";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(SessionPolicy::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String partition(String roleArn) {
        String[] fields = roleArn.split(":", 3);
        return fields.length == 3 && !fields[1].isEmpty() ? fields[1] : "aws";
    }

    /** IAM's escapes for its own wildcards and variables. */
    private static String literal(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escaped.append(c == '*' || c == '?' || c == '$' ? "${" + c + "}" : String.valueOf(c));
        }
        return escaped.toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
