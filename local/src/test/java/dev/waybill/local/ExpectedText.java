package dev.waybill.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What lines of three formats must look like, written from the reference of the formats and not from the code that
 * makes them; slow and simple.
 */
final class ExpectedText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter APACHE = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ExpectedText() {}

    static String csv(List<? extends @Nullable Object> values) {
        return values.stream().map(ExpectedText::csvField).collect(Collectors.joining(",")) + "\n";
    }

    private static String csvField(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = escapeLineBreaks(text(value)).replace("\u0000", "\\u0000").replace("\u2028", "\\u2028");
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** A value in JSON. */
    static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value instanceof byte[] ? text(value) : value)
                    .replace("\u2028", "\\u2028");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static String combined(
            @Nullable Object address,
            @Nullable Object user,
            Instant time,
            String request,
            @Nullable Object status,
            @Nullable Object bytes,
            @Nullable Object referer,
            @Nullable Object agent) {
        return bare(address) + " - " + bare(user) + " [" + APACHE.format(time) + "] " + quoted(request) + " "
                + bare(status) + " " + bare(bytes) + " " + quoted(referer) + " " + quoted(agent) + "\n";
    }

    private static String bare(@Nullable Object value) {
        return value == null ? "-" : escapeApache(text(value)).replace(" ", "\\x20");
    }

    private static String quoted(@Nullable Object value) {
        return '"' + (value == null ? "-" : escapeApache(text(value))) + '"';
    }

    private static String escapeApache(String text) {
        return escapeLineBreaks(text.replace("\\", "\\\\").replace("\"", "\\\""))
                .replace("\u0000", "\\x00")
                .replace("\u2028", "\\xe2\\x80\\xa8");
    }

    private static String escapeLineBreaks(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }

    /** Text that is not UTF-8 has U+FFFD for each bad byte. */
    static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }
}
