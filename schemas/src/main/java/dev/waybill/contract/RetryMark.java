package dev.waybill.contract;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A record of an export topic that is no part: without a value, it asks the sink to try the export's next part now and not
 * after its backoff. Whoever reads the export's partition gets it, on whatever worker that is; it is passed like a part
 * that is delivered, and reading it again does no harm.
 */
public final class RetryMark {
    /** The value of the header {@link PartHeaders#KIND}. */
    public static final String KIND = "retry";

    private RetryMark() {}

    /** The record's headers. */
    public static Map<String, byte[]> headers(ExportId export) {
        return Map.of(
                PartHeaders.TENANT, bytes(export.tenant()),
                PartHeaders.EXPORT, bytes(export.export()),
                PartHeaders.KIND, bytes(KIND));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
