package dev.waybill.iam;

import java.util.Arrays;
import java.util.Optional;

/** A partition of AWS: a set of regions with accounts and ARNs of their own. Roles cannot be assumed across them. */
public enum Partition {
    AWS("aws", "amazonaws.com"),
    AWS_CN("aws-cn", "amazonaws.com.cn"),
    AWS_US_GOV("aws-us-gov", "amazonaws.com");

    private final String id;
    private final String dnsSuffix;

    Partition(String id, String dnsSuffix) {
        this.id = id;
        this.dnsSuffix = dnsSuffix;
    }

    /** The name that ARNs carry, {@code aws-cn}. */
    public String id() {
        return id;
    }

    /** How host names of its services end. */
    String dnsSuffix() {
        return dnsSuffix;
    }

    /** The partition with this name in ARNs. */
    public static Optional<Partition> ofId(String id) {
        return Arrays.stream(values())
                .filter(partition -> partition.id.equals(id))
                .findFirst();
    }

    /** The partition a region lies in. */
    public static Partition ofRegion(String region) {
        if (region.startsWith("cn-")) {
            return AWS_CN;
        }
        return region.startsWith("us-gov-") ? AWS_US_GOV : AWS;
    }
}
