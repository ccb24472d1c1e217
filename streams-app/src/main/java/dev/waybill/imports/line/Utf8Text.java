package dev.waybill.imports.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/** Text from the bytes of a log, of which nothing is lost: a byte that is not UTF-8 becomes {@code \xhh}. */
public final class Utf8Text {
    private static final HexFormat HEX = HexFormat.of();

    private Utf8Text() {}

    /** The text of these bytes. */
    public static String of(byte[] bytes) {
        return of(bytes, "\\x");
    }

    /** The text of these bytes, in which {@code escape} and two hex digits stand for a byte that is not UTF-8. */
    public static String of(byte[] bytes, String escape) {
        CharsetDecoder decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            return out.flip().toString();
        }
        StringBuilder text = new StringBuilder(bytes.length + 16);
        while (result.isError()) {
            text.append(out.flip());
            out.clear();
            for (int i = 0; i < result.length(); i++) {
                text.append(escape).append(HEX.toHexDigits(in.get()));
            }
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        return text.append(out.flip()).toString();
    }

    /** Text whose characters stand for one byte each. */
    static String ofBytes(String bytes) {
        return of(bytes.getBytes(ISO_8859_1));
    }
}
