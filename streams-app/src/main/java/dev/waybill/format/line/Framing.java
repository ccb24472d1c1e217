package dev.waybill.format.line;

import java.nio.charset.StandardCharsets;

/** What stands around the rows of a text format. The arrays are not to be written to. */
public record Framing(byte[] header, byte[] between, byte[] footer) {
    public static final Framing LINES = of("", "", "");
    public static final Framing JSON_ARRAY = of("[", ",\n", "]\n");

    public static Framing header(String header) {
        return of(header, "", "");
    }

    private static Framing of(String header, String between, String footer) {
        return new Framing(bytes(header), bytes(between), bytes(footer));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
