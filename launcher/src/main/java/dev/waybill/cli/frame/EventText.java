package dev.waybill.cli.frame;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes of an event for a terminal: nothing in them can move the cursor, change colours or turn text around. */
public final class EventText {
    private static final int BYTES_PER_LINE = 16;

    private EventText() {}

    /** JSON as text; anything else as a hexadecimal dump. */
    public static String of(byte[] value) {
        return value.length > 0 && value[0] == '{'
                ? "  " + escape(new String(value, StandardCharsets.UTF_8))
                : dump(value);
    }

    /** The text, with what a terminal would obey or not show written as escapes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.PRIVATE_USE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static String dump(byte[] value) {
        StringBuilder dump = new StringBuilder();
        for (int line = 0; line < value.length; line += BYTES_PER_LINE) {
            StringBuilder text = new StringBuilder();
            dump.append(line == 0 ? "" : "\n").append(String.format(Locale.ROOT, "  %08x ", line));
            for (int i = line; i < line + BYTES_PER_LINE; i++) {
                if (i < value.length) {
                    dump.append(String.format(Locale.ROOT, " %02x", value[i] & 0xff));
                    text.append(value[i] >= ' ' && value[i] <= '~' ? (char) value[i] : '.');
                } else {
                    dump.append("   ");
                }
            }
            dump.append("  ").append(text);
        }
        return dump.toString();
    }
}
