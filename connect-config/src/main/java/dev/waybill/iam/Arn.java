package dev.waybill.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Amazon resource name, {@code arn:partition:service:region:account:resource}.
 *
 * @param region empty for global services and buckets
 * @param account empty for buckets
 */
public record Arn(Partition partition, String service, String region, String account, String resource) {
    private static final Pattern FORM =
            Pattern.compile("arn:([a-z-]+):([a-z0-9-]+):([a-z0-9-]*):([0-9]{12})?:(.+)", Pattern.DOTALL);

    /** @throws IllegalArgumentException if the text is not an ARN of a known partition */
    public static Arn parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be an ARN; write it as arn:aws:iam::111122223333:role/LogsWriter");
        }
        Partition partition = Partition.ofId(matcher.group(1))
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be an ARN of a known partition; the partitions are aws, aws-cn and aws-us-gov"));
        String account = matcher.group(4);
        return new Arn(partition, matcher.group(2), matcher.group(3), account == null ? "" : account, matcher.group(5));
    }

    /** The account as a principal: whoever the account lets. */
    static Arn root(Partition partition, String account) {
        return new Arn(partition, "iam", "", account, "root");
    }

    static Arn bucket(Partition partition, String bucket) {
        return new Arn(partition, "s3", "", "", bucket);
    }

    /** The ARN with more of a path behind it. */
    Arn slash(String path) {
        return new Arn(partition, service, region, account, resource + "/" + path);
    }

    boolean isAccessPoint() {
        return service.equals("s3") && resource.startsWith("accesspoint/");
    }

    /** What follows the last slash: a role's name, a key's id. */
    public String name() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition.id(), service, region, account, resource);
    }
}
