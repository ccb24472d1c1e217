package dev.waybill.imports.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** How servers write, in a field of a line, what could be mistaken for the end of the field or the line. */
public enum LineEscape {
    /** A backslash before quotes and backslashes, {@code \n} and the like, {@code \xhh} for a byte: Apache and nginx. */
    BACKSLASH('\\') {
        @Override
        byte[] decode(String logged) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(logged.length());
            for (int i = 0; i < logged.length(); i++) {
                char c = logged.charAt(i);
                if (c != '\\' || i + 1 == logged.length()) {
                    bytes.write(c);
                } else if (logged.charAt(i + 1) == 'x' && isHex(logged, i + 2)) {
                    bytes.write(Integer.parseInt(logged, i + 2, i + 4, 16));
                    i += 3;
                } else {
                    i++;
                    int control = "btnvfr".indexOf(logged.charAt(i));
                    if (control >= 0) {
                        bytes.write("\b\t\n\u000B\f\r".charAt(control));
                    } else {
                        bytes.writeBytes(literal(logged.charAt(i)).getBytes(ISO_8859_1));
                    }
                }
            }
            return bytes.toByteArray();
        }
    },
    /** The escapes of JSON strings: nginx with {@code escape=json}. */
    JSON('\\') {
        @Override
        byte[] decode(String logged) {
            return LoggedJson.unescaped(logged);
        }
    },
    /** {@code %hh} for a byte: Amazon S3's keys, and CloudFront where a field is no URL. */
    PERCENT('%') {
        @Override
        byte[] decode(String logged) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(logged.length());
            for (int i = 0; i < logged.length(); i++) {
                if (logged.charAt(i) == '%' && isHex(logged, i + 1)) {
                    bytes.write(Integer.parseInt(logged, i + 1, i + 3, 16));
                    i += 2;
                } else {
                    bytes.write(logged.charAt(i));
                }
            }
            return bytes.toByteArray();
        }
    },
    /** A plus sign for a space: IIS. */
    PLUS('+') {
        @Override
        byte[] decode(String logged) {
            return logged.replace('+', ' ').getBytes(ISO_8859_1);
        }
    },
    /** None. */
    NONE('\0') {
        @Override
        byte[] decode(String logged) {
            return logged.getBytes(ISO_8859_1);
        }
    };

    private final char sign;

    LineEscape(char sign) {
        this.sign = sign;
    }

    /** Whether the text, whose characters stand for one byte each, is what it was made from. */
    boolean isPlain(String logged) {
        for (int i = 0; i < logged.length(); i++) {
            char c = logged.charAt(i);
            if (c >= 0x80 || c == sign) {
                return false;
            }
        }
        return true;
    }

    /** The bytes that {@code logged}, whose characters stand for one byte each, was made from. */
    abstract byte[] decode(String logged);

    /** Whether a character behind a backslash never ends a field. */
    boolean hasBackslash() {
        return this == BACKSLASH || this == JSON;
    }

    /** Whether a quote inside of quotes is always escaped. */
    boolean isStrict() {
        return this == JSON;
    }

    /** What a backslash before {@code c} means where it is no escape of a control character. */
    private static String literal(char c) {
        return c == '"' || c == '\\' ? String.valueOf(c) : "\\" + c;
    }

    private static boolean isHex(String text, int from) {
        return from + 2 <= text.length() && isHex(text.charAt(from)) && isHex(text.charAt(from + 1));
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }
}
