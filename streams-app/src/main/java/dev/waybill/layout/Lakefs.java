package dev.waybill.layout;

import dev.waybill.kind.layout.LakefsSpec;
import java.time.Instant;

/**
 * The layout of lakeFS Cloud's audit logs: below {@code etl/v1/data/} a partition each for region, organisation and the
 * window's start down to the hour, and in it {@code log_<unique>-snappy.parquet}. Files of formats with another codec or
 * none say so.
 */
public record Lakefs(LakefsSpec spec) implements Layout {
    @Override
    public String name(PartIdentity part) {
        Instant start = part.window().start();
        String codec = part.codec().isEmpty() ? "" : "-" + part.codec();
        return spec.folder(part.export())
                + UtcPattern.HIVE_DAY.format(start) + UtcPattern.HIVE_HOUR.format(start)
                + "log_" + part.unique() + codec + part.extension();
    }
}
