package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.imports.line.LineTemplate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A user's description of a format. */
final class FormatString {
    private static final int SHOWN = 8;

    private FormatString() {}

    /** A kind's name and the first digits of the string's SHA-256. */
    static String id(String kind, String string) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(string.getBytes(UTF_8));
            return kind + "-" + HexFormat.of().formatHex(hash).substring(0, SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Refuses a field that nothing could tell from the one before it. */
    static void requireApart(LineTemplate.Builder template, String what) {
        if (template.isRightBehindField()) {
            throw new IllegalArgumentException(
                    "--log-format: nothing stands before " + what + " that would end the field before it");
        }
    }
}
