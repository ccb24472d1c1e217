package dev.waybill.kind.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ScheduleSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The partitions that Amazon Security Lake asks of a custom source. What comes before, {@code ext}, is the destination's
 * prefix.
 *
 * @param source the custom source's name, as registered with Security Lake
 * @param region the region that the source's events come from
 * @param account 12 digits, or {@code external} for events that belong to no account of AWS, with an id after an
 *     underscore if there are several
 */
public record SecurityLakeSpec(String source, String region, String account) implements LayoutSpec {
    public static final String DEFAULT_ACCOUNT = "external";

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}|external(_[A-Za-z0-9-]{1,40})?");

    public SecurityLakeSpec {
        Segment.require("source", source);
        Segment.require("region", region);
        Segment.requireMatch(
                ACCOUNT, "account", account, "must be an account's 12 digits or external; put digits in quotes");
    }

    /** {@code source/region=eu-west-1/accountId=external/}. */
    public String folder() {
        return source + "/region=" + region + "/accountId=" + account + "/";
    }

    @Override
    public Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule) {
        return Optional.of(PartFolders.hive(folder(), List.of(TimeFolder.EVENT_DAY), "region", "accountId"));
    }
}
