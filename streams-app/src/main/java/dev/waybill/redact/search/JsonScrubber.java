package dev.waybill.redact.search;

import dev.waybill.event.Characters;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Removes hidden values from the scalars of JSON text: strings are searched like any text, a number that is a hidden one
 * becomes null. A key that holds a value, or text that is no JSON, cannot be mended: then the whole field becomes null.
 * Confined to one thread.
 */
public final class JsonScrubber {
    /** Stands for a field that has to become null. */
    public static final byte[] UNUSABLE = {};

    /** Without any of these, text is what it stands for. */
    private static final long MAY_BE_ESCAPED = Characters.NON_ASCII | Characters.of('\\');

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final HiddenValues values;
    private final Scrubber scrubber;
    private final Work work;

    public JsonScrubber(HiddenValues values, Scrubber scrubber, Work work) {
        this.values = values;
        this.scrubber = scrubber;
        this.work = work;
    }

    /**
     * The text without hidden values, {@link #UNUSABLE}, or null if it stays as it is.
     *
     * @param characters the {@link Characters} of the text
     */
    public byte @Nullable [] scrub(byte[] json, int offset, int length, long characters) {
        boolean plain = (characters & MAY_BE_ESCAPED) == 0
                && !values.numbers().mayStandIn(characters)
                && !scrubber.mayHold(json, offset, length, characters, TextStyle.TEXT);
        return plain ? null : search(json, offset, length);
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
        work.add(length);
        if (tokens.isMalformed()) {
            return UNUSABLE;
        }
        kept.write(json, at, offset + length - at);
        return at == offset ? null : kept.toByteArray();
    }

    private byte @Nullable [] replacement(JsonTokens tokens) {
        byte[] text = tokens.text();
        int offset = tokens.textOffset();
        int length = tokens.textLength();
        if (tokens.isNumber()) {
            return values.numbers().contains(text, offset, length) ? NULL : null;
        }
        byte[] scrubbed = tokens.isString()
                ? scrubber.scrub(text, offset, length, Characters.of(text, offset, length), TextStyle.TEXT)
                : null;
        return scrubbed == null ? null : quoted(new String(scrubbed, StandardCharsets.UTF_8));
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
