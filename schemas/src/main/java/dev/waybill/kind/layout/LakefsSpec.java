package dev.waybill.kind.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ScheduleSpec;
import java.util.Optional;

/**
 * The layout of lakeFS Cloud's audit logs: a partition each for region, organisation and the window's start down to the
 * hour.
 *
 * @param region of the installation, one of several that the organisation may have
 */
public record LakefsSpec(String region) implements LayoutSpec {
    public LakefsSpec {
        Segment.require("region", region);
    }

    /** {@code etl/v1/data/region=eu/organization=org-acme/}. */
    public String folder(ExportId export) {
        return "etl/v1/data/region=" + region + "/organization=org-" + export.tenant() + "/";
    }

    @Override
    public Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule) {
        return Optional.of(PartFolders.hive(folder(export), DefaultSpec.TO_THE_HOUR, "region", "organization"));
    }
}
