package dev.waybill.imports.line.time;

import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads a time in ISO 8601 with an offset, as nginx' {@code $time_iso8601} and Traefik write it. */
public record IsoTime() implements TimeText {
    @Override
    public Instant parse(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    @Override
    public String example() {
        return "2026-03-04T05:06:07+00:00";
    }
}
