package dev.waybill.batch;

import java.nio.charset.StandardCharsets;

/** Text in the store. */
final class Utf8 {
    private Utf8() {}

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
