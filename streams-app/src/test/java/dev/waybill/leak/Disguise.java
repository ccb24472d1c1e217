package dev.waybill.leak;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;

/** Writes a text in another way that a reader takes for the same, or that a server decodes to the same. */
final class Disguise {
    private static final String[] BLANKS = {
        " ", "\t", "\n", "\r\n", "\u000b", "\f", "\u001c", "\u0085", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029",
        "\u3000"
    };

    private Disguise() {}

    /** White space of other kinds and length. */
    static String blanks(Random random, String text) {
        if (random.nextBoolean()) {
            return text;
        }
        StringBuilder spaced = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == ' ') {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    spaced.append(BLANKS[random.nextInt(BLANKS.length)]);
                }
            } else {
                spaced.append((char) c);
            }
        });
        return spaced.toString();
    }

    /** In other letters, and encoded. */
    static String any(Random random, String text) {
        String visible = blanks(random, letters(random, text));
        if (random.nextInt(8) == 0 && visible.length() > 2) {
            int at = visible.offsetByCodePoints(0, 1 + random.nextInt(visible.codePointCount(0, visible.length()) - 1));
            String invisible = "\u200b\u00ad\u200d\ufeff";
            visible = visible.substring(0, at) + invisible.charAt(random.nextInt(4)) + visible.substring(at);
        }
        return random.nextInt(8) == 0
                ? escaped(random, visible)
                : random.nextInt(8) == 0 ? utf16(visible) : encoded(random, visible, random.nextInt(4));
    }

    /** As JSON has it that stands in other text. */
    static String utf16(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        return escaped.toString();
    }

    /** As Apache and nginx log it: bytes as {@code \\xhh}, all or some, perhaps in upper case. */
    static String escaped(Random random, String text) {
        StringBuilder escaped = new StringBuilder();
        boolean all = random.nextBoolean();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean printable = b > ' ' && b != '\\' && b != '"' && b != 0x7f;
            if (!printable || all || random.nextInt(4) == 0) {
                escaped.append(String.format(random.nextBoolean() ? "\\x%02x" : "\\x%02X", b & 0xff));
            } else {
                escaped.append((char) b);
            }
        }
        return escaped.toString();
    }

    /** In other letters, and encoded so that every character is, or none. */
    static String whole(Random random, String text) {
        String visible = letters(random, text);
        for (int round = random.nextInt(3); round > 0; round--) {
            visible = everyByte(visible);
        }
        return visible;
    }

    /** Upper or lower case, composed or decomposed, full width. */
    static String letters(Random random, String text) {
        String cased = switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
        String formed = switch (random.nextInt(6)) {
            case 0 -> Normalizer.normalize(cased, Normalizer.Form.NFC);
            case 1 -> Normalizer.normalize(cased, Normalizer.Form.NFD);
            case 2 -> Normalizer.normalize(cased, Normalizer.Form.NFKC);
            case 3 -> Normalizer.normalize(cased, Normalizer.Form.NFKD);
            default -> cased;
        };
        return random.nextInt(8) == 0 ? wide(formed) : formed;
    }

    /** ASCII letters and digits in full width. */
    static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c > ' ' && c < 0x7f && c != '%' ? c + 0xfee0 : c)));
        return wide.toString();
    }

    /** Percent-encoded some times: first some characters or all, then the percent signs or all. */
    static String encoded(Random random, String text, int rounds) {
        String encoded = text;
        for (int round = 0; round < rounds; round++) {
            if (random.nextBoolean()) {
                encoded = everyByte(encoded);
            } else {
                encoded = round > 0 ? encoded.replace("%", "%25") : someCharacters(random, encoded);
            }
        }
        return encoded;
    }

    private static String someCharacters(Random random, String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            if (c == ' ' && random.nextBoolean()) {
                encoded.append('+');
            } else {
                encoded.append(random.nextBoolean() ? everyByte(character) : character);
            }
        });
        return encoded.toString();
    }

    static String everyByte(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format(b % 2 == 0 ? "%%%02x" : "%%%02X", b & 0xff));
        }
        return encoded.toString();
    }
}
