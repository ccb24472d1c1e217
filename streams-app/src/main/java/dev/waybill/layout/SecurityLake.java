package dev.waybill.layout;

import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The partitions that Amazon Security Lake asks of a custom source:
 * {@code source/region=/accountId=/eventDay=yyyyMMdd/}. What comes before, {@code ext}, is the destination's prefix.
 *
 * @param source the custom source's name, as registered with Security Lake
 * @param region the region that the source's events come from
 * @param account 12 digits, or {@code external} for events that belong to no account of AWS, with an id after an
 *     underscore if there are several
 */
public record SecurityLake(String source, String region, String account) implements Layout {
    public static final String DEFAULT_ACCOUNT = "external";

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}|external(_[A-Za-z0-9-]{1,40})?");
    private static final DateTimeFormatter DAY = UtcPattern.of("'eventDay='yyyyMMdd");

    public SecurityLake {
        Segment.require("source", source);
        Segment.require("region", region);
        Segment.requireMatch(
                ACCOUNT, "account", account, "must be an account's 12 digits or external; put digits in quotes");
    }

    @Override
    public String name(PartIdentity part) {
        return String.join(
                "/",
                source,
                "region=" + region,
                "accountId=" + account,
                DAY.format(part.window().start()),
                part.file());
    }
}
