package dev.waybill.catalog.record;

/** The record by which a writer learns the broker's time, as JSON: who writes. Nobody reads it but people. */
public final class ClockJson {
    private static final int FORMAT = 1;

    private ClockJson() {}

    public static byte[] write(String by) {
        return JsonOutput.value(FORMAT, out -> out.writeStringField("by", by));
    }
}
