package dev.waybill.kind.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ScheduleSpec;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A path with placeholders in braces, see {@link Placeholder}, and {@code {window-start:<date pattern>}}. It must hold
 * {@code {file}} or {@code {unique}}, which nothing else replaces.
 *
 * @param path the template
 * @param region what {@code {region}} stands for; empty if the template has none
 * @param zone in which {@code {window-start}} is written; {@code {unique}} is always in UTC
 */
public record TemplateSpec(String path, String region, String zone) implements LayoutSpec {
    public static final String DEFAULT_REGION = "";
    public static final String DEFAULT_ZONE = "UTC";

    public TemplateSpec {
        if (!region.isEmpty()) {
            Segment.require("region", region);
        }
        requireZone(zone);
        TemplatePath.parse(path, region, ZoneId.of(zone)).requireSafe();
    }

    /** The path taken apart. */
    public TemplatePath pieces() {
        return TemplatePath.parse(path, region, ZoneId.of(zone));
    }

    @Override
    public Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule) {
        return Optional.empty();
    }

    @Override
    public boolean endsWithExtension() {
        return false;
    }

    private static void requireZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone is not a time zone; write UTC or Europe/Berlin", e);
        }
    }
}
