package dev.waybill.local.sample;

import dev.waybill.contract.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Records that no export may ever deliver: each must end as a claim ticket in the quarantine. */
final class Poison {
    private static final int UNKNOWN_SCHEMA_ID = 999_999;

    private Poison() {}

    static List<SampleRecord> at(String tenant, Instant start) {
        return List.of(
                record(tenant, start, new byte[] {(byte) 0xfe, (byte) 0xed, 0x00, 0x13}),
                record(tenant, start, new byte[] {0, 0, UNKNOWN_SCHEMA_ID >> 16, UNKNOWN_SCHEMA_ID >> 8 & 0x7f, 0, 1}),
                record(tenant, start, json("""
                        {"event_id": "no-tenant", "occurred_at": "%s"}""", start)),
                record(tenant, start, json("""
                        {"event_id": "bad-tenant", "tenant": "../other", "occurred_at": "%s"}""", start)),
                record(tenant, start, json("""
                        {"event_id": "tomorrow", "tenant": "%2$s", "occurred_at": "%1$s"}""", start.plusSeconds(86_400), tenant)));
    }

    private static byte[] json(String form, Object... values) {
        return form.formatted(values).getBytes(StandardCharsets.UTF_8);
    }

    private static SampleRecord record(String tenant, Instant time, byte[] value) {
        return new SampleRecord(Source.DOWNLOAD, tenant, time, value);
    }
}
