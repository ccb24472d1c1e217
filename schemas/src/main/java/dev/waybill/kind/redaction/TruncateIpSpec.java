package dev.waybill.kind.redaction;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import java.util.List;

/**
 * Keeps the network part of the client's address.
 *
 * @param ipv4 bits to keep, from 0 to 32
 * @param ipv6 bits to keep, from 0 to 128
 */
public record TruncateIpSpec(int ipv4, int ipv6) implements RedactionSpec {
    public static final int DEFAULT_IPV4 = 24;
    public static final int DEFAULT_IPV6 = 48;

    public TruncateIpSpec {
        if (ipv4 < 0 || ipv4 > 32) {
            throw new IllegalArgumentException("ipv4 must be from 0 to 32");
        }
        if (ipv6 < 0 || ipv6 > 128) {
            throw new IllegalArgumentException("ipv6 must be from 0 to 128");
        }
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return List.of();
    }
}
