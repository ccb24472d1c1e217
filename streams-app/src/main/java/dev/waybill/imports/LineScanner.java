package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Takes one field after the other from a line, whose characters stand for its bytes (ISO 8859-1). */
final class LineScanner {
    private final String line;
    private int at;

    LineScanner(String line) {
        this.line = line;
    }

    boolean atEnd() {
        return at >= line.length();
    }

    /** The text up to the next blank, which is passed, or to the end. */
    String word(String what) throws BadLineException {
        int end = line.indexOf(' ', at);
        String word = line.substring(Math.min(at, line.length()), end < 0 ? line.length() : end);
        if (word.isEmpty()) {
            throw new BadLineException("no " + what);
        }
        at = end < 0 ? line.length() : end + 1;
        return word;
    }

    /** The text before the bracket of the time, {@code [04/}, which is passed; brackets before it are text. */
    String upToTime() throws BadLineException {
        for (int found = line.indexOf(" [", at); found >= 0; found = line.indexOf(" [", found + 1)) {
            if (found + 4 < line.length() && line.charAt(found + 4) == '/') {
                String text = line.substring(at, found);
                at = found + 2;
                return text;
            }
        }
        throw new BadLineException("no time in brackets");
    }

    /** The text up to {@code end}, which is passed. */
    String upTo(String end, String what) throws BadLineException {
        int found = line.indexOf(end, at);
        if (found < 0) {
            throw new BadLineException("no " + what);
        }
        String text = line.substring(at, found);
        at = found + end.length();
        return text;
    }

    /**
     * The text in double quotes, unescaped, and passes the blank after it. A quote ends it only before a blank or the
     * end of the line, since some servers do not escape the quotes inside.
     */
    String quoted(String what) throws BadLineException {
        if (atEnd() || line.charAt(at) != '"') {
            throw new BadLineException("no " + what + " in quotes");
        }
        for (int i = at + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && (i + 1 == line.length() || line.charAt(i + 1) == ' ')) {
                String text = unescaped(line.substring(at + 1, i));
                at = i + 2;
                return text;
            }
        }
        throw new BadLineException("the quotes of the " + what + " are not closed");
    }

    /** Empty for the dash that stands for no value. */
    static Optional<String> unlessDash(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(text);
    }

    /** Undoes Apache's and nginx' escapes and decodes UTF-8; bytes that are not UTF-8 become U+FFFD. */
    static String unescaped(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                bytes.write(c);
            } else if (raw.charAt(i + 1) == 'x' && isHex(raw, i + 2)) {
                bytes.write(Integer.parseInt(raw, i + 2, i + 4, 16));
                i += 3;
            } else {
                i++;
                int control = "btnvfr".indexOf(raw.charAt(i));
                bytes.writeBytes(
                        control >= 0
                                ? new byte[] {(byte) "\b\t\n\u000B\f\r".charAt(control)}
                                : literal(raw.charAt(i)).getBytes(ISO_8859_1));
            }
        }
        return bytes.toString(UTF_8);
    }

    /** What a backslash before {@code c} means where it is no escape of a control character. */
    private static String literal(char c) {
        return c == '"' || c == '\\' ? String.valueOf(c) : "\\" + c;
    }

    private static boolean isHex(String text, int from) {
        return from + 2 <= text.length()
                && Character.digit(text.charAt(from), 16) >= 0
                && Character.digit(text.charAt(from + 1), 16) >= 0;
    }
}
