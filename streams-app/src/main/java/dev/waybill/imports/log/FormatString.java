package dev.waybill.imports.log;

import dev.waybill.contract.Sha256;
import dev.waybill.imports.line.LineTemplate;

/** A user's description of a format. */
final class FormatString {
    private static final int SHOWN = 8;

    private FormatString() {}

    /** A kind's name and the first digits of the string's SHA-256. */
    static String id(String kind, String string) {
        return kind + "-" + Sha256.hex(string).substring(0, SHOWN);
    }

    /** Refuses a field that nothing could tell from the one before it. */
    static void requireApart(LineTemplate.Builder template, String what) {
        if (template.isRightBehindField()) {
            throw new IllegalArgumentException(
                    "--log-format: nothing stands before " + what + " that would end the field before it");
        }
    }
}
