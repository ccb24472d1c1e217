package dev.waybill.leak;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads text as somebody does who looks for a value in it: with the JDK's normaliser and regular expressions over whole
 * texts, which is slow, and shares no code with the search that it checks.
 */
final class PlainReader {
    private static final String UNSPACED = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\\p{IsLao}"
            + "\\p{IsKhmer}\\p{IsMyanmar}\u30fc";
    private static final String WORD = "[\\p{L}\\p{Nd}\\p{M}&&[^" + UNSPACED + "]]";
    private static final Pattern ACCENTS =
            Pattern.compile("[\\p{IsInherited}&&[\\p{Mn}\\p{Me}]&&[^\u3099\u309a]]|\\p{Cf}");
    private static final Pattern BLANKS = Pattern.compile("[\\p{IsWhite_Space}\u001c-\u001f+]+");
    private static final Pattern FOUR_NUMBERS =
            Pattern.compile("(?<![0-9])([0-9]{1,3})([-._])([0-9]{1,3})\\2([0-9]{1,3})\\2([0-9]{1,3})(?![0-9])");
    private static final Pattern GROUPS = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");
    /** Percent signs, and backslashes as servers log them, which formats may double. */
    private static final Pattern BYTES = Pattern.compile("(?:%|\\\\+x)([0-9a-fA-F]{2})|(?:\\\\+u[0-9a-fA-F]{4})+");

    private static final Pattern UNIT = Pattern.compile("u(.{4})");

    private static final int MAX_ADDRESS = 45;

    private PlainReader() {}

    /** What continues a word: letters and digits, their marks, and these characters. */
    static Pattern continues(String joints) {
        return Pattern.compile(joints.isEmpty() ? WORD : "(?:" + WORD + "|[" + joints + "])");
    }

    /** What continues no word. */
    static Pattern nothing() {
        return Pattern.compile("(?!)");
    }

    /** Whether the value, which is normal, stands in the text as a whole word, decoded any number of times. */
    static boolean finds(String value, Pattern continues, String text) {
        String current = text;
        for (int round = 0; round < 10; round++) {
            if (holds(normal(current), value, continues)) {
                return true;
            }
            String next = decoded(current);
            if (next.equals(current)) {
                return false;
            }
            current = next;
        }
        return false;
    }

    private static boolean holds(String text, String value, Pattern continues) {
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
            int end = at + value.length();
            boolean joinedBefore = at > 0 && isJoint(continues, text.codePointBefore(at));
            boolean joinedAfter = end < text.length() && isJoint(continues, text.codePointAt(end));
            if (!joinedBefore && !joinedAfter) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJoint(Pattern continues, int character) {
        return continues.matcher(Character.toString(character)).matches();
    }

    /** Whether the address stands in the text in the usual numbers, decoded any number of times. */
    static boolean findsAddress(InetAddress address, String text) {
        String current = text;
        for (int round = 0; round < 10; round++) {
            String normal = normal(current).replace('\u3002', '.');
            if (address.getAddress().length == 4 ? hasFourNumbers(address, normal) : hasGroups(address, normal)) {
                return true;
            }
            String next = decoded(current);
            if (next.equals(current)) {
                return false;
            }
            current = next;
        }
        return false;
    }

    static String normal(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        plain = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKD);
        plain = ACCENTS.matcher(plain).replaceAll("").replace('ς', 'σ');
        plain = BLANKS.matcher(plain).replaceAll(" ");
        StringBuilder digits = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                digits.append(Character.getNumericValue(c));
            } else {
                digits.appendCodePoint(c);
            }
        });
        return digits.toString();
    }

    private static boolean hasFourNumbers(InetAddress address, String text) {
        Matcher numbers = FOUR_NUMBERS.matcher(text);
        int from = 0;
        while (numbers.find(from)) {
            boolean same = true;
            int[] groups = {1, 3, 4, 5};
            for (int i = 0; i < 4; i++) {
                same &= Integer.parseInt(numbers.group(groups[i])) == (address.getAddress()[i] & 0xff);
            }
            if (same) {
                return true;
            }
            from = numbers.start() + 1;
        }
        return false;
    }

    private static boolean hasGroups(InetAddress address, String text) {
        Matcher runs = GROUPS.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            for (int begin = 0; begin < run.length(); begin++) {
                boolean inside = begin > 0 && Character.digit(run.charAt(begin - 1), 16) >= 0;
                for (int end = begin + 2; !inside && end <= Math.min(run.length(), begin + MAX_ADDRESS); end++) {
                    boolean whole = end == run.length() || Character.digit(run.charAt(end), 16) < 0;
                    if (whole && isAddress(address, run.substring(begin, end))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isAddress(InetAddress address, String text) {
        if (text.chars().filter(c -> c == ':').count() < 2) {
            return false;
        }
        try {
            return InetAddress.getByName("[" + text + "]").equals(address);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String decoded(String text) {
        ByteArrayOutputStream to = new ByteArrayOutputStream(text.length());
        Matcher escapes = BYTES.matcher(text);
        int from = 0;
        while (escapes.find()) {
            to.writeBytes(text.substring(from, escapes.start()).getBytes(StandardCharsets.UTF_8));
            if (escapes.group(1) != null) {
                to.write(Integer.parseInt(escapes.group(1), 16));
            } else {
                StringBuilder units = new StringBuilder();
                UNIT.matcher(escapes.group())
                        .results()
                        .forEach(unit -> units.append((char) Integer.parseInt(unit.group(1), 16)));
                to.writeBytes(units.toString().getBytes(StandardCharsets.UTF_8));
            }
            from = escapes.end();
        }
        to.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return to.toString(StandardCharsets.UTF_8);
    }
}
