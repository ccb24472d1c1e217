package dev.waybill.layout;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * A path with placeholders in braces: {@code {tenant}}, {@code {export}}, {@code {source}}, {@code {region}},
 * {@code {window-start:<date pattern>}}, {@code {part}}, {@code {config-version}}, {@code {extension}}, {@code {unique}}
 * and {@code {file}}. It must hold {@code {file}} or {@code {unique}}, which nothing else replaces.
 *
 * @param path the template
 * @param region what {@code {region}} stands for; empty if the template has none
 * @param zone in which {@code {window-start}} is written; {@code {unique}} is always in UTC
 */
public record Template(String path, String region, String zone) implements Layout {
    public static final String DEFAULT_REGION = "";
    public static final String DEFAULT_ZONE = "UTC";

    public Template {
        if (!region.isEmpty()) {
            Segment.require("region", region);
        }
        requireZone(zone);
        TemplatePath.parse(path, region, ZoneId.of(zone)).requireSafe();
    }

    private static void requireZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone is not a time zone; write UTC or Europe/Berlin", e);
        }
    }

    @Override
    public String name(PartIdentity part) {
        return TemplatePath.parse(path, region, ZoneId.of(zone)).name(part);
    }
}
