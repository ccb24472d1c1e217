package dev.waybill.imports.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * The text of a field as it stands in a line.
 *
 * @param logged its characters stand for one byte each
 */
public record RawText(String logged, LineEscape escape) {
    /** A text that has no escapes, from a JSON log say. */
    public static RawText plain(String text) {
        return new RawText(new String(text.getBytes(UTF_8), ISO_8859_1), LineEscape.NONE);
    }

    /** Whether it stands for no value: a hyphen or nothing. */
    public boolean isNothing() {
        return logged.isEmpty() || logged.equals("-");
    }

    /** The text without its escapes. */
    public String text() {
        return escape.isPlain(logged) ? logged : Utf8Text.of(escape.decode(logged));
    }

    /**
     * The text with the escapes it has; control characters that have none become {@code \xhh}, and where the log has
     * no backslashes for escapes, they are made from what it has.
     */
    String kept() {
        String text = escape == LineEscape.JSON ? text() : Utf8Text.ofBytes(logged);
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7F) {
                kept.append(String.format(Locale.ROOT, "\\x%02X", (int) c));
            } else {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** Without the content. */
    @Override
    public String toString() {
        return logged.length() + " characters";
    }
}
