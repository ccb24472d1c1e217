package dev.waybill.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.window.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a part's name may be made of.
 *
 * @param export the export
 * @param source the events it reads
 * @param configVersion the version of the spec the window is produced under
 * @param window the window of event time
 * @param lateHour the beginning of the hour in which a late part's events arrived; null for parts of events on time
 * @param sourcePartition the partition the events were read from
 * @param part number within export, window and source partition, from 0
 * @param sha256 of the part's bytes, lower-case hex
 * @param extension how the format ends names, compression included, {@code .csv.gz}
 * @param codec what compresses the pages or blocks inside the file, {@code snappy}; empty if nothing does
 */
public record PartIdentity(
        ExportId export,
        Source source,
        String configVersion,
        Window window,
        @Nullable Instant lateHour,
        int sourcePartition,
        int part,
        String sha256,
        String extension,
        String codec) {
    private static final int HASH_LENGTH = 12;
    private static final int DIGITS = 5;

    public PartIdentity {
        if (sourcePartition < 0 || part < 0) {
            throw new IllegalArgumentException("partition and part must not be negative");
        }
        if (sha256.length() < HASH_LENGTH) {
            throw new IllegalArgumentException("sha256 must be a hash in hex");
        }
    }

    /**
     * {@code acme-downloads-20260304T050000Z-p0-00000-0a1b2c3d4e5f}; for late parts with {@code -late-} and the hour
     * after the window's start. Times are UTC.
     */
    String unique() {
        StringBuilder name = new StringBuilder(128)
                .append(export.tenant())
                .append('-')
                .append(export.export())
                .append('-')
                .append(UtcPattern.INSTANT.format(window.start()));
        if (lateHour != null) {
            name.append("-late-").append(UtcPattern.INSTANT.format(lateHour));
        }
        return name.append("-p")
                .append(sourcePartition)
                .append('-')
                .append(number())
                .append('-')
                .append(sha256, 0, HASH_LENGTH)
                .toString();
    }

    /** {@link #unique()} with the extension. */
    String file() {
        return unique() + extension;
    }

    /** The part's number in at least five digits. */
    String number() {
        String digits = Integer.toString(part);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    String sourceName() {
        return YamlName.of(source);
    }
}
