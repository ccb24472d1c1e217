package dev.waybill.redact;

import dev.waybill.event.Characters;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from the scalars of JSON text: strings are searched like any text, a number that is a secret becomes
 * null. A key that holds a secret, or text that is no JSON, cannot be mended: then the whole field becomes null.
 */
final class JsonScrubber {
    /** Stands for a field that has to become null. */
    static final byte[] UNUSABLE = {};

    /** Without any of these, text is what it stands for. */
    private static final long MAY_BE_ESCAPED = Characters.NON_ASCII | Characters.of('\\');

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final Secrets secrets;
    private final Scrubber scrubber;

    JsonScrubber(Secrets secrets, Scrubber scrubber) {
        this.secrets = secrets;
        this.scrubber = scrubber;
    }

    /**
     * The text without secrets, {@link #UNUSABLE}, or null if it stays as it is.
     *
     * @param characters the {@link Characters} of the text
     */
    byte @Nullable [] scrub(byte[] json, int offset, int length, long characters) {
        if ((characters & MAY_BE_ESCAPED) == 0 && !secrets.mayOccur(json, offset, length, characters)) {
            return null;
        }
        return search(json, offset, length);
    }

    /** The same as {@link #scrub} of text that is JSON, the thorough way. */
    byte @Nullable [] search(byte[] json, int offset, int length) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(length);
        JsonTokens tokens = new JsonTokens(json, offset, length);
        int at = offset;
        while (tokens.next()) {
            byte[] replacement = replacement(tokens);
            if (replacement != null) {
                if (tokens.isKey()) {
                    return UNUSABLE;
                }
                kept.write(json, at, tokens.start() - at);
                kept.writeBytes(replacement);
                at = tokens.end();
            }
        }
        if (tokens.isMalformed()) {
            return UNUSABLE;
        }
        kept.write(json, at, offset + length - at);
        return at == offset ? null : kept.toByteArray();
    }

    private byte @Nullable [] replacement(JsonTokens tokens) {
        if (!tokens.isString() && !tokens.isNumber()) {
            return null;
        }
        byte[] value = tokens.text().getBytes(StandardCharsets.UTF_8);
        byte[] scrubbed =
                scrubber.scrub(value, 0, value.length, Characters.of(value, 0, value.length), Scrubber.Style.TEXT);
        if (scrubbed == null) {
            return null;
        }
        return tokens.isNumber() ? NULL : quoted(new String(scrubbed, StandardCharsets.UTF_8));
    }

    private static byte[] quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }
}
