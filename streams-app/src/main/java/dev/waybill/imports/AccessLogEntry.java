package dev.waybill.imports;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one line says. A dash in the log is an empty Optional.
 *
 * @param host the client's address or name
 * @param leftOut whether the line says more than an event takes: an ident, or fields after the user agent
 */
record AccessLogEntry(
        String host,
        Optional<String> user,
        Instant time,
        RequestLine request,
        OptionalInt status,
        OptionalLong bytes,
        Optional<String> referer,
        Optional<String> userAgent,
        boolean leftOut) {}
