package dev.waybill.layout;

import dev.waybill.kind.layout.SecurityLakeSpec;
import java.time.format.DateTimeFormatter;

/**
 * The partitions that Amazon Security Lake asks of a custom source:
 * {@code source/region=/accountId=/eventDay=yyyyMMdd/}. What comes before, {@code ext}, is the destination's prefix.
 */
public record SecurityLake(SecurityLakeSpec spec) implements Layout {
    private static final DateTimeFormatter DAY = UtcPattern.of("'eventDay='yyyyMMdd");

    @Override
    public String name(PartIdentity part) {
        return spec.folder() + DAY.format(part.window().start()) + "/" + part.file();
    }
}
