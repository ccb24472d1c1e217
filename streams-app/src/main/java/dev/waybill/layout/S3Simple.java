package dev.waybill.layout;

import dev.waybill.kind.layout.S3SimpleSpec;
import java.time.format.DateTimeFormatter;

/**
 * Amazon S3's simple form of server access logs, {@code yyyy-mm-dd-HH-MM-SS-} and a unique text; the time is the window's
 * start.
 */
public record S3Simple(S3SimpleSpec spec) implements Layout {
    private static final DateTimeFormatter CLOCK = UtcPattern.of("yyyy-MM-dd-HH-mm-ss-");

    @Override
    public String name(PartIdentity part) {
        return CLOCK.format(part.window().start()) + part.file();
    }
}
